import { exportStrings as words } from '#renderer/strings/export.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DataPage } from '#test/support/pages/data-page.ts';
import { LogPage } from '#test/support/pages/log-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

test('a supervisor exports the accounts by keyboard, saves the file, and finds it in the log', async ({
  door,
  page,
}) => {
  await new SignInPage(page).signIn(demo.supervisor);
  const data = new DataPage(page);
  await data.open('export');
  await expect(data.part('export')).toBeFocused();
  const reason = data.exportForm.getByRole('textbox', { name: words.reason });
  await data.tabTo(reason);
  await page.keyboard.press('Enter');
  await expect(data.exportForm.getByText(words.reasonMissing)).toBeVisible();
  await expectAccessible(page, 'export');
  await page.keyboard.type('Yearly check of contacts');
  await page.keyboard.press('Enter');
  await expect(data.save).toBeFocused();
  await expectAccessible(page, 'export ready');
  const { name, text } = await door.savedFile(() => page.keyboard.press('Enter'));
  expect(name).toMatch(/^countersign-accounts-\d{4}-\d\d-\d\d\.csv$/);
  const lines = text.trimEnd().split('\r\n');
  expect(lines[0]).toContain('"Client ID","Username"');
  expect(lines.filter((line) => line.includes('"Anna Larsen","owner"'))).toHaveLength(1);
  await expect(data.exportForm).toBeVisible();

  const log = new LogPage(page);
  await log.open();
  await expect(log.row(/Exported 2,000 accounts/).first()).toBeVisible();
});
