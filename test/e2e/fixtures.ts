import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { openLocalBackend } from '#main/hosts/local-backend.ts';
import { stderrLogger } from '#main/platform/logger.ts';
import { openDesktopDoor } from '#test/support/doors/desktop-door.ts';
import type { Door, DoorConfig, DoorKind, PasswordStore } from '#test/support/doors/door.ts';
import { openWebDoor } from '#test/support/doors/web-door.ts';

export { expect };

export interface DoorOptions {
  /** The door of this project: see playwright.config.ts. */
  readonly doorKind: DoorKind;
  /** What the test starts on: a demo store of its own, or an empty folder. */
  readonly startsOn: 'demo' | 'empty';
  readonly passwordStore: PasswordStore;
}

interface DoorFixtures {
  readonly dataFolder: string;
  readonly door: Door;
}

/** Every test has its own data folder, its own program and its own browser. */
export const test = base.extend<DoorOptions & DoorFixtures>({
  doorKind: ['web', { option: true }],
  startsOn: ['demo', { option: true }],
  passwordStore: ['own', { option: true }],

  dataFolder: async ({ doorKind, startsOn }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-e2e-'));
    if (startsOn === 'demo') {
      await cp(demoTemplate(doorKind), folder, { recursive: true });
    }
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },

  door: async ({ doorKind, dataFolder, passwordStore }, use, testInfo) => {
    const door = await openDoor(doorKind, { dataFolder, passwordStore });
    testInfo.annotations.push({ type: 'door', description: door.description });
    const problems: string[] = [];
    problemsOn(door.page, problems);
    await use(door);
    await door.close();
    expect(problems, 'errors and policy violations on the page').toEqual([]);
  },

  page: ({ door }, use) => use(door.page),
});

/** Adds to `found` what errors and policy violations there are on a page from now on. */
export function problemsOn(page: Page, found: string[]): void {
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) found.push(message.text());
  });
}

export function openDoor(kind: DoorKind, config: DoorConfig): Promise<Door> {
  return kind === 'web' ? openWebDoor(config) : openDesktopDoor(config);
}

/**
 * Opens a test's demo store in another browser as well, by a program of its own, as a colleague at
 * another desk. The caller closes it.
 */
export async function openBesides(kind: DoorKind, dataFolder: string): Promise<Door> {
  const nobody = { door: 'cli', token: null, operator: false } as const;
  const backend = await openLocalBackend(dataFolder, stderrLogger);
  // A key that the desktop keeps is opened once, and then kept here, by the recovery key.
  const recoveryWords = await readFile(recoveryWordsFile(kind), 'utf8');
  await backend.call('setup.recover', { recoveryWords }, { ...nobody });
  await backend.close();
  return openWebDoor({ dataFolder });
}

/** Where this run keeps the demo store that each test copies: one for each kind of keystore. */
export function demoTemplate(kind: DoorKind): string {
  const run = process.env['COUNTERSIGN_TEST_RUN'];
  if (run === undefined) {
    throw new Error('Run the end-to-end tests by `npm run test:e2e`.');
  }
  return join(run, `demo-${kind}`);
}

/** Where the recovery key of that store is kept. */
export function recoveryWordsFile(kind: DoorKind): string {
  return `${demoTemplate(kind)}.words`;
}
