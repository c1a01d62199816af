import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './test/e2e/fixtures.ts';

/** One set of specs through two doors: see test/e2e/fixtures.ts. */
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
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'web demo store', testMatch: '*.setup.ts', use: { doorKind: 'web' } },
    { name: 'web', use: { doorKind: 'web' }, dependencies: ['web demo store'] },
    { name: 'desktop demo store', testMatch: '*.setup.ts', use: { doorKind: 'desktop' } },
    { name: 'desktop', use: { doorKind: 'desktop' }, dependencies: ['desktop demo store'] },
  ],
});
