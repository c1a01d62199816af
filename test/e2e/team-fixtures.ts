import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, chromium, expect, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '#test/support/chromium.ts';
import { demo } from '#test/support/demo-people.ts';
import { openDesktopDoor } from '#test/support/doors/desktop-door.ts';
import type { Door } from '#test/support/doors/door.ts';
import { type ServedTeam, serveTeam } from '#test/support/doors/served-team.ts';
import { ConnectPage } from '#test/support/pages/connect-page.ts';
import { DeskPage } from '#test/support/pages/desk-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { StaffPage } from '#test/support/pages/staff-page.ts';
import { newTeamDatabase } from '#test/support/postgres/team-database.ts';
import { makeTestRun } from '#test/support/postgres/test-run.ts';
import { problemsOn } from './fixtures.ts';

export { expect };

/** Who works at the desktop door: the supervisor adds her, and she chooses her own password. */
export const desktopAgent = { name: 'Noor Haddad', username: 'noor', worksOn: 'both' } as const;
const ownPassword = 'Vivio is gr8! I like it';

/** A team at work: one server on PostgreSQL, three browsers and a desktop app, all signed in. */
export interface TeamAtWork {
  readonly server: ServedTeam;
  readonly phone: DeskPage;
  readonly chat: DeskPage;
  readonly supervisor: DeskPage;
  readonly desktop: DeskPage;
  readonly desktopDoor: Door;
  /** Errors and policy violations on any of the pages. */
  readonly problems: readonly string[];
}

interface WorkerFixtures {
  readonly server: ServedTeam;
  readonly team: TeamAtWork;
}

/**
 * The tests of a file share the team, as its people do, and each has callers of its own. What a
 * test ends (somebody's sign-in, for one) it begins again.
 */
export const test = base.extend<{ watched: undefined }, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright tells fixtures by this pattern.
    async ({}, use) => {
      const postgres = await makeTestRun();
      const database = await newTeamDatabase('demo', postgres.run);
      const server = await serveTeam(database);
      await use(server);
      const code = await server.close();
      await database.drop();
      await postgres.end();
      expect(code, 'what the server ended with').toBe(0);
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  team: [
    async ({ server }, use) => {
      const { args = [], ...options } = chromiumLaunchOptions();
      // As if the computer knew whoever vouches for this one certificate: any other is refused.
      const trust = `--ignore-certificate-errors-spki-list=${server.keyHash}`;
      const browser = await chromium.launch({ ...options, args: [...args, trust] });
      const dataFolder = await mkdtemp(join(tmpdir(), 'countersign-e2e-'));
      const desktopDoor = await openDesktopDoor({ dataFolder });
      const problems: string[] = [];
      const openBrowser = async (person: Parameters<SignInPage['signIn']>[0]) => {
        // A context is a device: it has its own cookies, and its own key.
        const context = await browser.newContext();
        await context.addInitScript(lookOnlyWhenTold);
        const page = await context.newPage();
        problemsOn(page, problems);
        await page.goto(`https://${server.address}/`);
        await new SignInPage(page).signIn(person);
        return new DeskPage(page);
      };
      const supervisor = await openBrowser(demo.supervisor);
      problemsOn(desktopDoor.page, problems);
      await use({
        ...{ server, supervisor, desktopDoor, problems },
        phone: await openBrowser(demo.phoneAgent),
        chat: await openBrowser(demo.chatAgent),
        desktop: await connect(desktopDoor.page, server, await addColleague(supervisor)),
      });
      await desktopDoor.close();
      await browser.close();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  /** Tells the run's summary which doors these are, and fails where a page has had a problem. */
  watched: [
    async ({ team }, use, testInfo) => {
      const doors = ['Chromium at a team’s server', team.desktopDoor.description];
      for (const description of doors) testInfo.annotations.push({ type: 'door', description });
      await use(undefined);
      expect(team.problems, 'errors and policy violations on the pages').toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Runs in a page before the desk: its own looking, every few seconds or more, is off. So what these
 * tests see come by itself was told by the server.
 */
function lookOnlyWhenTold(): void {
  const start = window.setInterval.bind(window);
  window.setInterval = ((run: () => void, everyMs: number) =>
    everyMs < 5000 ? start(run, everyMs) : 0) as typeof window.setInterval;
}

/** The supervisor adds the agent of the desktop door; gives the first password. */
async function addColleague({ page }: DeskPage): Promise<string> {
  const staff = new StaffPage(page);
  await staff.open();
  const password = await staff.add({ ...desktopAgent, role: 'agent' });
  await staff.showView('desk');
  return password;
}

/** The desktop app's first start: it is connected to the server, and its agent signs in. */
async function connect(page: Page, server: ServedTeam, firstPassword: string): Promise<DeskPage> {
  const connecting = new ConnectPage(page);
  await connecting.chooseTeam();
  await connecting.lookAt(server.address);
  await expect(connecting.compareHeading).toBeVisible();
  expect(await connecting.shownFingerprint()).toBe(server.fingerprint);
  await connecting.confirmSame();
  const signIn = new SignInPage(page);
  await signIn.trySignIn({ username: desktopAgent.username, password: firstPassword });
  await signIn.changePassword(firstPassword, ownPassword);
  const desk = new DeskPage(page);
  await expect(desk.lookUpBox).toBeVisible();
  return desk;
}
