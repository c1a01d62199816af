import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { openDesktopDoor } from '#test/support/doors/desktop-door.ts';
import type { Door, DoorConfig, DoorKind } from '#test/support/doors/door.ts';
import { openWebDoor } from '#test/support/doors/web-door.ts';

export { expect };

export interface DoorOptions {
  /** The door of this project: see playwright.config.ts. */
  readonly doorKind: DoorKind;
  /** What the test starts on: a demo store of its own, or an empty folder. */
  readonly startsOn: 'demo' | 'empty';
}

interface DoorFixtures {
  readonly dataFolder: string;
  readonly door: Door;
}

/** Every test has its own data folder, its own program and its own browser. */
export const test = base.extend<DoorOptions & DoorFixtures>({
  doorKind: ['web', { option: true }],
  startsOn: ['demo', { option: true }],

  dataFolder: async ({ doorKind, startsOn }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-e2e-'));
    if (startsOn === 'demo') {
      await cp(demoTemplate(doorKind), folder, { recursive: true });
    }
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },

  door: async ({ doorKind, dataFolder }, use, testInfo) => {
    const door = await openDoor(doorKind, { dataFolder });
    testInfo.annotations.push({ type: 'door', description: door.description });
    const problems: string[] = [];
    door.page.on('pageerror', (error) => problems.push(error.message));
    door.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) {
        problems.push(message.text());
      }
    });
    await use(door);
    await door.close();
    expect(problems, 'errors and policy violations on the page').toEqual([]);
  },

  page: ({ door }, use) => use(door.page),
});

export function openDoor(kind: DoorKind, config: DoorConfig): Promise<Door> {
  return kind === 'web' ? openWebDoor(config) : openDesktopDoor(config);
}

/** Where this run keeps the demo store that each test copies: one for each kind of keystore. */
export function demoTemplate(kind: DoorKind): string {
  const run = process.env['COUNTERSIGN_TEST_RUN'];
  if (run === undefined) {
    throw new Error('Run the end-to-end tests by `npm run test:e2e`.');
  }
  return join(run, `demo-${kind}`);
}
