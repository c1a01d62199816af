import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './test/e2e/fixtures.ts';

/** Tests of one team's server and of many desks at it, whatever their doors: see team-fixtures.ts. */
const ofTeams = 'team.spec.ts';
/** Tests of what only one door has, and of what a door can't change. */
const ofOne = { web: '*.web.spec.ts', desktop: '*.desktop.spec.ts' };

/** One set of specs through two doors (see test/e2e/fixtures.ts), but for those that run once. */
export default defineConfig<DoorOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/support/prepare-run.ts',
  // Hangs end here; slowness on a busy machine is no failure.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  reporter: 'line',
  use: {
    // What is kept of a failure: its steps and pages, and the last picture. A film of every test
    // would take a fifth of the run; `--trace on` makes one of those that are looked into.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'web demo store', testMatch: '*.setup.ts', use: { doorKind: 'web' } },
    {
      name: 'web',
      testIgnore: [ofTeams, ofOne.desktop],
      use: { doorKind: 'web' },
      dependencies: ['web demo store'],
    },
    { name: 'desktop demo store', testMatch: '*.setup.ts', use: { doorKind: 'desktop' } },
    {
      name: 'desktop',
      testIgnore: [ofTeams, ofOne.web],
      use: { doorKind: 'desktop' },
      dependencies: ['desktop demo store'],
    },
    { name: 'team', testMatch: ofTeams },
  ],
});
