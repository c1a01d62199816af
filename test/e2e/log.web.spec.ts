import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { LogPage } from '#test/support/pages/log-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { expect, test } from './fixtures.ts';

const { ida, clientId, mainCode } = demo.larsen;

test('the log tells a verification’s story, filters it, and checks itself', async ({ page }) => {
  await new SignInPage(page).signIn(demo.supervisor);
  const desk = new DeskPage(page);
  await desk.open(clientId);
  await desk.chooseCaller(ida.name);
  await desk.sayCode(mainCode);
  await expect(desk.verdict).toHaveAttribute('data-verdict', 'not_verified');
  await desk.endCall();

  const log = new LogPage(page);
  await log.open();
  await log.choose(/Did not verify Ida Berg/);
  await expect(log.record).toContainText('right main code');
  await expect(log.story).toContainText(/Ended the call/);
  await expectAccessible(page, 'log');

  await log.filterBy({ clientId, outcome: 'Not verified' });
  await expect(log.row(/Did not verify Ida Berg/)).toHaveCount(1);
  await expect(log.row(/Signed in/)).toHaveCount(0);
  await log.clearFilters();
  await expect(log.row(/Signed in/).first()).toBeVisible();

  await log.check();
  await expect(log.whole).toBeVisible();
});

test('an agent has no log', async ({ page }) => {
  await new SignInPage(page).signIn(demo.phoneAgent);
  await expect(page.getByRole('button', { name: 'Log' })).toHaveCount(0);
});
