import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionStrings } from '#renderer/strings/connection.ts';
import { noticeStrings } from '#renderer/strings/shell.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { TeamServer } from '#test/support/doors/team.ts';
import { ConnectPage } from '#test/support/pages/connect-page.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { SetupPage } from '#test/support/pages/setup-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { test as base, expect } from './fixtures.ts';

const test = base.extend<{ team: TeamServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright tells fixtures by this pattern.
  team: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-team-'));
    const team = await TeamServer.start(folder);
    await use(team);
    await team.goAway();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },
});

/* A browser is at the server that its address names: there is nothing to connect. */

test.describe('on an empty folder', () => {
  test.use({ startsOn: 'empty' });

  test('the desk connects, works, and outlives a server that goes away', async ({ page, team }) => {
    const connect = new ConnectPage(page);
    await expect(new SetupPage(page).heading).toBeVisible();
    await expectAccessible(page, 'where the desk works');
    await connect.chooseTeam();
    await expect(connect.addressField).toBeFocused();
    await connect.lookAt(`http://${team.address}`);
    await expect(connect.addressField).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page, 'address');
    await connect.lookAt(team.address);
    await expect(connect.compareHeading).toBeVisible();
    expect(await connect.shownFingerprint()).toBe(team.fingerprint);
    await expectAccessible(page, 'fingerprint');
    // Enter goes back: a fingerprint is not pressed away.
    await expect(connect.differs).toBeFocused();
    await page.keyboard.press('Enter');
    await connect.lookAt(team.address);
    await connect.confirmSame();

    const signIn = new SignInPage(page);
    await signIn.signIn(demo.phoneAgent);
    const desk = new DeskPage(page);
    const { clientId, anna } = demo.larsen;
    await desk.open(clientId);
    await desk.chooseCaller(anna.name);
    await desk.sayCode('certainly not it');
    await expect(desk.verdict).toHaveAttribute('data-verdict', 'not_verified');

    await team.goAway();
    await desk.sayCode(anna.code);
    await expect(page.getByText(noticeStrings.away)).toBeVisible();
    await expect(desk.codeField).toHaveValue(anna.code);
    await expectAccessible(page, 'server away');
    await team.comeBack();
    await expect(page.getByText(noticeStrings.away)).toHaveCount(0);
    await desk.codeField.press('Enter');
    await expect(desk.verdict).toHaveAttribute('data-verdict', 'verified');

    await connect.openServer();
    await expect(connect.dialog).toContainText(team.address);
    await expect(connect.dialog).toContainText(connectionStrings.supervisorsOnly);
    await expectAccessible(page, 'server, for an agent');
    await page.keyboard.press('Escape');
    await desk.endCall();
    await desk.signOut();

    await signIn.signIn(demo.supervisor);
    await connect.openServer();
    await connect.disconnect();
    await expect(new SetupPage(page).heading).toBeVisible();
  });

  test('an address where nobody answers is not taken for the desk’s own store', async ({
    page,
  }) => {
    const connect = new ConnectPage(page);
    await connect.chooseTeam();
    await connect.lookAt('no-such-machine.invalid');
    await expect(page.getByRole('main').getByRole('alert')).toContainText('no-such-machine');
    await expect(page.getByText(noticeStrings.away)).toHaveCount(0);
  });

  test('the keyboard alone leads to a server, and back', async ({ page, team }) => {
    const connect = new ConnectPage(page);
    const { keyboard } = page;
    await expect(page.getByRole('radio').first()).toBeFocused();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(connect.addressField).toBeFocused();
    await keyboard.type(team.address);
    await keyboard.press('Enter');
    await expect(connect.differs).toBeFocused();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect(new SignInPage(page).heading).toBeVisible();
    await keyboard.type(demo.supervisor.username);
    await keyboard.press('Tab');
    await keyboard.type(demo.supervisor.password);
    await keyboard.press('Enter');
    await expect(new DeskPage(page).lookUpBox).toBeFocused();
    await connect.tabTo(connect.menu);
    await keyboard.press('Enter');
    const entry = page.getByRole('menuitem', { name: connectionStrings.menu });
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await keyboard.type(connectionStrings.menu.slice(0, 3));
    await expect(entry).toBeFocused();
    await keyboard.press('Enter');
    await connect.tabTo(connect.dialog.getByRole('button', { name: connectionStrings.disconnect }));
    await keyboard.press('Enter');
    await connect.tabTo(
      connect.dialog.getByRole('button', { name: connectionStrings.disconnectNow, exact: true }),
    );
    await keyboard.press('Enter');
    await expect(new SetupPage(page).heading).toBeVisible();
  });

  test('a machine that is locked while the server is away hides the desk, and it stays hidden', async ({
    door,
    page,
    team,
  }) => {
    const connect = new ConnectPage(page);
    await connect.chooseTeam();
    await connect.lookAt(team.address);
    await connect.confirmSame();
    const signIn = new SignInPage(page);
    await signIn.signIn(demo.phoneAgent);
    await team.goAway();
    await door.lockOperatingSystem?.();
    await expect(signIn.lockedHeading).toBeVisible();
    await expect(page.getByText(noticeStrings.away)).toBeVisible();
    await team.comeBack();
    await expect(page.getByText(noticeStrings.away)).toHaveCount(0);
    await expect(signIn.lockedHeading).toBeVisible();
    await signIn.unlock(demo.phoneAgent.password);
    await expect(new DeskPage(page).lookUpBox).toBeVisible();
  });

  test.describe('without a keyring', () => {
    test.use({ passwordStore: 'basic' });
    test.skip(process.platform !== 'linux', 'Elsewhere the system has a password store.');

    test('a connected desk says that nothing guards its key', async ({ page, team }) => {
      const connect = new ConnectPage(page);
      await connect.chooseTeam();
      await connect.lookAt(team.address);
      await connect.confirmSame();
      await new SignInPage(page).signIn(demo.phoneAgent);
      const warning = page.getByText(/^This computer has no password store/);
      await expect(warning).toBeVisible();
      await expectAccessible(page, 'key warning');
      await page.getByRole('button', { name: noticeStrings.hideWarning }).click();
      await expect(warning).toHaveCount(0);
    });
  });

  test('another certificate is not clicked away: its fingerprint is typed', async ({
    page,
    team,
  }) => {
    const connect = new ConnectPage(page);
    await connect.chooseTeam();
    await connect.lookAt(team.address);
    await connect.confirmSame();
    const signIn = new SignInPage(page);
    await signIn.signIn(demo.phoneAgent);
    const before = team.fingerprint;

    await team.changeCertificate();
    await expect(connect.changedHeading).toBeVisible();
    await expectAccessible(page, 'another certificate');
    await connect.connectAnew('not a fingerprint');
    await expectAccessible(page, 'connect anew');
    const shown = (await page.locator('body').textContent())?.replaceAll(/[^\dA-Fa-f]/g, '') ?? '';
    expect(shown.toUpperCase()).not.toContain(team.fingerprint.replaceAll(':', '').slice(0, 12));
    await connect.connectAnew(before);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('another certificate');
    await connect.connectAnew(team.fingerprint.replaceAll(':', ' ').toLowerCase());
    await expect(signIn.heading).toBeVisible();
    await signIn.signIn(demo.phoneAgent);
  });
});

test('a supervisor connects a desk that has a store, and goes back to it', async ({
  page,
  team,
}) => {
  const connect = new ConnectPage(page);
  const signIn = new SignInPage(page);
  await signIn.signIn(demo.supervisor);
  await connect.openServer();
  await expectAccessible(page, 'server, for a supervisor');
  await connect.startConnecting();
  await connect.lookAt(team.address);
  await expectAccessible(page, 'fingerprint in the dialog');
  await connect.confirmSame();
  await expect(signIn.heading).toBeVisible();
  await expect(page.getByText(connectionStrings.connected).first()).toBeVisible();
  await signIn.signIn(demo.supervisor);
  await connect.openServer();
  await expect(connect.dialog).toContainText(team.address);
  await connect.disconnect();
  await expect(signIn.heading).toBeVisible();
  await signIn.signIn(demo.supervisor);
  await new ConnectPage(page).showView('log');
  await expect(page.getByText(/^Connected their desk to 127\.0\.0\.1:/)).toBeVisible();
});
