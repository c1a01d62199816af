import { codesStrings } from '#renderer/strings/set-code.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { CodesDialog } from '#test/support/pages/codes-dialog.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { LogPage } from '#test/support/pages/log-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

const { anna, ida, clientId } = demo.larsen;

test('a supervisor signs in, verifies a caller and reads the log without a mouse', async ({
  page,
}) => {
  const { keyboard } = page;
  const desk = new DeskPage(page);
  await expect(page.getByRole('textbox', { name: 'Username' })).toBeFocused();
  await keyboard.type(demo.supervisor.username);
  await keyboard.press('Tab');
  await keyboard.type(demo.supervisor.password);
  await keyboard.press('Enter');

  await expect(desk.lookUpBox).toBeFocused();
  await keyboard.type(clientId);
  await expect(desk.result(/Larsen Data AS/)).toBeVisible();
  await keyboard.press('Enter');
  await desk.callers.waitFor();
  // Plain keys stay silent for half a second after typing.
  await expect(async () => {
    await keyboard.press('c');
    await expect(desk.caller(/^Anna Larsen/)).toBeFocused({ timeout: 300 });
  }).toPass();
  await keyboard.press('Space');
  await expect(desk.codeField).toBeFocused();
  await keyboard.type('certainly not it');
  await keyboard.press('Enter');
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'not_verified');
  await expect(desk.codeField).toBeFocused();
  await keyboard.type(anna.code.toUpperCase());
  await keyboard.press('Enter');
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');
  await expect(async () => {
    await keyboard.press('e');
    await expect(desk.verdict).toHaveCount(0, { timeout: 300 });
  }).toPass();

  await keyboard.press('/');
  await expect(desk.lookUpBox).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  const log = new LogPage(page);
  await expect(async () => {
    await keyboard.press('a');
    await expect(log.table).toBeVisible({ timeout: 300 });
  }).toPass();
  await keyboard.press('Alt+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await keyboard.type(demo.supervisor.password);
  await keyboard.press('Enter');
  await expect(log.table).toBeVisible();
});

test('a supervisor gives a contact a code without a mouse, by keys that the list of keys names', async ({
  page,
}) => {
  const { keyboard } = page;
  await new SignInPage(page).signIn(demo.supervisor);
  const desk = new DeskPage(page);
  const codes = new CodesDialog(page);
  await keyboard.type(clientId);
  await keyboard.press('Enter');
  await desk.callers.waitFor();
  await expect(async () => {
    await keyboard.press('?');
    await expect(page.getByText(codesStrings.key)).toBeVisible({ timeout: 300 });
  }).toPass();
  await expectAccessible(page, 'list of keys');
  await keyboard.press('Escape');
  await desk.pressPlainKey('k', codes.dialog);

  await codes.tabTo(codes.dialog.getByRole('button', { name: codesStrings.holder }));
  await keyboard.press('Enter');
  await keyboard.type('Ida');
  await keyboard.press('Enter');
  await expect(codes.standing).toHaveText(codesStrings.noCode);
  await codes.tabTo(codes.reason);
  await keyboard.type('The owner came by with an identity card');
  await codes.tabTo(codes.code);
  await keyboard.type('wobbly lantern soup');
  await codes.tabTo(codes.repeat);
  await keyboard.type('Wobbly lantern, soup!');
  await keyboard.press('Enter');
  await expect(codes.dialog).toHaveCount(0);
  await expect(desk.caller(new RegExp(`^${ida.name}.*own code`))).toBeVisible();
});
