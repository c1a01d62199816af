import { mailSettingsStrings, mailStrings } from '#renderer/strings/mail.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { startSmtpStand } from '#test/support/mail/smtp-server.ts';
import { MailPage } from '#test/support/pages/mail-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, openBesides, test } from './fixtures.ts';

test('a supervisor enters the mail server by keyboard and tests it', async ({ page }) => {
  const stand = await startSmtpStand();
  try {
    await new SignInPage(page).signIn(demo.supervisor);
    const mail = new MailPage(page);
    await mail.open();
    await expect(mail.noServer).toBeVisible();
    await expectAccessible(page, 'mail-without-settings');
    await mail.enterSettings(stand.port);
    await expectAccessible(page, 'mail-settings');
    await mail.sendTest('supervisor@hosting.example');
    await expect(mail.dialog.getByText(mailSettingsStrings.testSent)).toBeVisible();
    expect(stand.received).toMatchObject([{ to: ['supervisor@hosting.example'] }]);

    stand.answer = { code: 550, text: 'not for us' };
    await page.keyboard.press('Enter');
    await expect(mail.dialog.getByText(mailStrings.errors.refused)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(mail.noServer).toHaveCount(0);
    await expect(page.getByText(mailStrings.settingsOf('127.0.0.1'))).toBeVisible();
  } finally {
    await stand.close();
  }
});

test('a form that lacks something says so, and sends nothing', async ({ page }) => {
  await new SignInPage(page).signIn(demo.supervisor);
  const mail = new MailPage(page);
  await mail.open();
  await mail.openSettings();
  await page.keyboard.press('Enter');
  await expect(mail.dialog.getByText(mailSettingsStrings.hostMissing)).toBeVisible();
  await expect(mail.dialog.getByText(mailSettingsStrings.portalAddressWrong)).toBeVisible();
  await expect(mail.dialog.getByText(mailSettingsStrings.testTitle)).toHaveCount(0);
});

test('two supervisors change the mail settings: the second writes over nothing unseen', async ({
  doorKind,
  dataFolder,
  page,
}) => {
  await new SignInPage(page).signIn(demo.supervisor);
  const mine = new MailPage(page);
  await mine.open();
  await mine.enterSettings(587);
  const other = await openBesides(doorKind, dataFolder);
  try {
    await new SignInPage(other.page).signIn(demo.supervisor);
    const theirs = new MailPage(other.page);
    await theirs.open();
    await theirs.openSettings();
    await theirs.field(mailSettingsStrings.fromName).fill('Other Hosting');
    await other.page.keyboard.press('Enter');
    await expect(other.page.getByText(mailSettingsStrings.saved).first()).toBeVisible();
  } finally {
    await other.close();
  }
  const portal = mine.field(mailSettingsStrings.portalAddress);
  await portal.fill('https://clients.hosting.example');
  await page.keyboard.press('Enter');
  await expect(mine.dialog.getByRole('alert')).toContainText('meanwhile');
  await expect(mine.field(mailSettingsStrings.fromName)).toHaveValue('Other Hosting');
  await expect(portal).toHaveValue('https://clients.hosting.example');
  await page.keyboard.press('Enter');
  await expect(mine.dialog.getByRole('alert')).toHaveCount(0);
  await expect(portal).toHaveValue('https://clients.hosting.example');
});
