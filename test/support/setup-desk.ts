import { join } from 'node:path';
import type { Clock } from '#main/platform/clock.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import type { SecretProtector } from '#main/platform/keystore/secrets.ts';
import { Refusal } from '#main/platform/refusal.ts';
import type { Populate } from '#main/setup/build-store.ts';
import { type OpenedStore, SetupService } from '#main/setup/setup.service.ts';
import { beginData } from '#main/setup/store-data.ts';

/** What the stand-in for the rooms puts into a new store, so that tests can tell it is whole. */
export const firstRows = 300;

export const populateRows: Populate = async (store, _secrets, { supervisor, data }) => {
  await store.transaction().execute((tx) => beginData(tx, data));
  for (let first = 0; first < firstRows; first += 20)
    await store
      .insertInto('reason')
      .values(
        Array.from({ length: 20 }, (_, row) => ({
          text: `${supervisor.username} ${first + row}`,
          created_at: first + row,
        })),
      )
      .execute();
};

export interface SetupOptions {
  readonly protector?: SecretProtector;
  readonly populate?: Populate;
  readonly clock?: Clock;
  readonly onReady?: (store: OpenedStore) => Promise<void>;
}

/** The set-up room on a folder, with small stand-ins for the rooms that are built on the store. */
export function setupOn(dataFolder: string, options: SetupOptions = {}) {
  const ready: OpenedStore[] = [];
  const logged: string[] = [];
  const setup = new SetupService({
    dataFolder,
    appVersion: '1.2.3',
    protector: createKeyFileProtector(join(dataFolder, keyFileName)),
    clock: { now: () => Date.now() },
    logger: {
      info: () => {},
      error: (event, fields) => logged.push(JSON.stringify({ event, ...fields })),
    },
    assertPassword: (_username, password) => {
      if (password.length < 12) throw new Refusal('invalid_input', 'Use 12 characters or more.');
    },
    populate: populateRows,
    onReady: async (store) => {
      ready.push(store);
    },
    ...options,
  });
  return { setup, ready, logged };
}

export const supervisor = {
  username: 'anna',
  name: 'Anna Larsen',
  password: 'a long first password',
};

/** Begins a set-up and confirms its words, as a person does. */
export async function beginAndConfirm(setup: SetupService) {
  const begun = await setup.begin(supervisor);
  setup.confirm(
    begun.setupId,
    begun.confirm.map((position) => ({ position, word: begun.recoveryWords[position - 1] ?? '' })),
  );
  return begun;
}
