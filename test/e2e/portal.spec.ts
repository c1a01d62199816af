import { accountStrings } from '#renderer/strings/accounts.ts';
import { mailStrings } from '#renderer/strings/mail.ts';
import { portalStrings as words } from '#renderer/strings/portal.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { MailPage } from '#test/support/pages/mail-page.ts';
import { codeShape } from '#test/support/portal-code.ts';
import { openAs } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

const { anna, clientId } = demo.larsen;

test('Log in with login name, or Client ID number; "we can tell you your username"', async ({
  page,
}) => {
  const desk = await openAs(page, demo.phoneAgent, clientId);
  await desk.chooseCaller(anna.name);
  await desk.chooseRequest('Tell the username');
  await expect(desk.verdict.getByText(words.showUsername)).toHaveCount(0);
  await desk.sayCode(anna.code);
  const show = desk.verdict.getByRole('button', { name: words.showUsername });
  await desk.tabTo(show);
  await page.keyboard.press('Enter');
  await expect(desk.verdict.getByText(clientId)).toBeVisible();
  await expect(desk.verdict.getByText(words.eitherLogsIn)).toBeVisible();
  await expectAccessible(page, 'portal-username');
});

test('Reset by a quickly expiring e-mailed code; caller must know the e-mail on file or the username: the same words if it is wrong', async ({
  page,
}) => {
  const desk = await openAs(page, demo.supervisor, clientId);
  await desk.chooseCaller(anna.name);
  await desk.chooseRequest('Start a password reset to the e-mail on file');
  await desk.sayCode(anna.code);
  const reset = desk.verdict.getByRole('region', { name: words.reset });
  const field = reset.getByRole('textbox', { name: words.email });
  await desk.tabTo(field);
  await page.keyboard.press('Enter');
  await expect(reset.getByText(words.emailMissing)).toBeVisible();
  await page.keyboard.type('stranger@evil.example');
  await page.keyboard.press('Enter');
  await expect(reset.getByText(words.resetSent.held)).toBeVisible();
  await expectAccessible(page, 'portal-reset');

  const mail = new MailPage(page);
  await mail.open();
  await expect(page.getByText(mailStrings.none)).toBeVisible();
  await mail.showView('desk');
  const email = desk.account.locator('dt', { hasText: accountStrings.email }).locator('+ dd');
  await field.fill((await email.textContent()) ?? '');
  await page.keyboard.press('Enter');
  await expect(reset.getByText(words.resetSent.held)).toBeVisible();
  await mail.open();
  const letter = await mail.read(mailStrings.kinds.reset, 'The mail server is not set up yet');
  expect(letter).toMatch(codeShape);
  await expectAccessible(page, 'mail-read');
});
