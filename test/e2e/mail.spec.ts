import { mailStrings } from '#renderer/strings/mail.ts';
import { portalStrings } from '#renderer/strings/portal.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { startSmtpStand } from '#test/support/mail/smtp-server.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { MailPage } from '#test/support/pages/mail-page.ts';
import { PortalDialog } from '#test/support/pages/portal-dialog.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

test('a mail that the server refused is tried again, and arrives', async ({ page }) => {
  const stand = await startSmtpStand();
  try {
    stand.answer = { code: 550, text: 'not for us' };
    await new SignInPage(page).signIn(demo.supervisor);
    const mail = new MailPage(page);
    await mail.open();
    await mail.enterSettings(stand.port);
    await page.keyboard.press('Escape');
    await mail.showView('desk');
    const desk = new DeskPage(page);
    await desk.open(demo.larsen.clientId);
    await desk.tabTo(desk.caller(demo.larsen.anna.name));
    const portal = new PortalDialog(page);
    await portal.open();
    await portal.choose('first');
    await portal.sendFor('She came by with her identity card');
    await expect(portal.dialog.getByText(portalStrings.firstSent.queued)).toBeVisible();
    await page.keyboard.press('Escape');

    await mail.open();
    const row = mail.row(mailStrings.kinds.set_password);
    await expect(row).toContainText(mailStrings.states.failed);
    stand.answer = null;
    await mail.outbox.focus();
    await page.keyboard.press('Enter');
    await expect(mail.dialog.getByText(mailStrings.errors.refused)).toBeVisible();
    await expectAccessible(page, 'mail-failed');
    await page.keyboard.press('Enter');
    await expect(row).toContainText(mailStrings.states.sent);
    expect(stand.received).toHaveLength(1);
  } finally {
    await stand.close();
  }
});
