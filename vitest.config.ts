import { defineConfig } from 'vitest/config';

/** Tests of what only PostgreSQL has, and of a team's server. */
const onPostgresOnly = ['test/integration/{platform/database/postgres,team}/**/*.test.ts'];
/** Tests that go through the rooms, or through what the engines share: one suite for both. */
const onBoth = [
  'test/integration/{accounts,approvals,audit,codes,demo,events,mail,session,staff,throttle,verification}/**/*.test.ts',
  'test/integration/platform/database/*.test.ts',
];

const integration = {
  // Hangs end here; slowness on a busy machine is no failure.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          ...integration,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: onPostgresOnly,
          globalSetup: ['test/support/make-template.ts'],
        },
      },
      {
        test: {
          ...integration,
          name: 'integration-postgres',
          include: [...onBoth, ...onPostgresOnly],
          globalSetup: ['test/support/postgres/make-run.ts'],
          env: { COUNTERSIGN_TEST_ENGINE: 'postgresql' },
          // They wait for the database for most of their time.
          maxWorkers: 2,
        },
      },
    ],
  },
});
