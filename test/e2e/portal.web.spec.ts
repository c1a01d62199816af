import { leaveStrings } from '#renderer/strings/leave.ts';
import { portalStrings as words } from '#renderer/strings/portal.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { PortalDialog } from '#test/support/pages/portal-dialog.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

const { anna, clientId } = demo.larsen;

test('without a call an agent can do nothing for the Portal, a supervisor with a reason can', async ({
  page,
}) => {
  const desk = new DeskPage(page);
  const portal = new PortalDialog(page);
  await new SignInPage(page).signIn(demo.phoneAgent);
  await desk.open(clientId);
  await page.keyboard.press('Escape');
  await desk.tabTo(desk.caller(anna.name));
  await portal.open();
  await expect(portal.dialog.getByText(leaveStrings.noCall.agent)).toBeVisible();
  await portal.dialog.getByRole('button', { name: words.showUsername }).click();
  await expect(portal.dialog.getByRole('alert')).toHaveText(leaveStrings.missing);
  await page.keyboard.press('Escape');
  await desk.signOut();

  await new SignInPage(page).signIn(demo.supervisor);
  await desk.open(clientId);
  await desk.tabTo(desk.caller(anna.name));
  await portal.open();
  await portal.choose('first');
  await portal.sendFor('  ');
  await expect(portal.dialog.getByText(leaveStrings.reasonMissing)).toBeVisible();
  await portal.sendFor('She came by with her identity card');
  await expect(portal.dialog.getByText(words.firstSent.held)).toBeVisible();
  await expectAccessible(page, 'portal-dialogue');
});
