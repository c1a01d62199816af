import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of what only PostgreSQL has, and of a team's server. */
const onPostgresOnly = ['test/integration/{platform/database/postgres,team}/**/*.test.ts'];
/** Tests that go through the rooms, or through what the engines share: one suite for both. */
const onBoth = [
  'test/integration/{accounts,approvals,audit,codes,demo,events,import,mail,orders,portal,session,staff,throttle,verification}/**/*.test.ts',
  'test/integration/platform/database/*.test.ts',
];

const built = 'test/support/build-first.ts';
const demoStore = 'test/support/make-template.ts';
const postgres = 'test/support/postgres/make-run.ts';

/** They wait for disks, processes and the database for much of their time: two at once at least. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

const integration = {
  maxWorkers,
  // Hangs end here; slowness on a busy machine is no failure.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
          maxWorkers,
        },
      },
      {
        test: {
          ...integration,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: onPostgresOnly,
          globalSetup: [demoStore],
        },
      },
      {
        test: {
          ...integration,
          name: 'integration-postgres',
          include: [...onBoth, ...onPostgresOnly],
          globalSetup: [demoStore, postgres],
          env: { COUNTERSIGN_TEST_ENGINE: 'postgresql' },
        },
      },
      {
        test: {
          ...integration,
          name: 'evidence',
          include: ['test/{bench,evidence}/*.test.ts'],
          globalSetup: [built, demoStore, postgres],
          testTimeout: 300_000,
        },
      },
    ],
  },
});
