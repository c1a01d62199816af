import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../platform/database/schema.ts';
import { openSqliteStore, storeFileName } from '../platform/database/sqlite/open.ts';
import { isFileError, syncFile } from '../platform/durable-files.ts';
import { Keystore } from '../platform/keystore/keystore.ts';
import { saveRecovery } from '../platform/keystore/recovery-file.ts';
import type { SecretProtector, Secrets } from '../platform/keystore/secrets.ts';
import { Refusal } from '../platform/refusal.ts';
import type { FirstSupervisor, PendingSetup } from './pending-setup.ts';
import { buildFolderOf, clearBuildFolders, makeBuildFolder, placeStore } from './store-folder.ts';

/** What a new store starts with. */
export interface FirstContent {
  readonly supervisor: FirstSupervisor;
  readonly data: 'empty' | 'demo';
}

/** Fills a new store: first supervisor, catalogue, demo data if asked for, the first records. */
export type Populate = (store: Store, secrets: Secrets, content: FirstContent) => Promise<void>;

export interface BuildParts {
  readonly dataFolder: string;
  readonly protector: SecretProtector;
  readonly populate: Populate;
}

/**
 * Makes the store and its keystore in the data folder, durably: afterwards both are there whole,
 * or, after a refusal, neither is. Refuses as `placeStore` and `openSqliteStore` do.
 */
export async function buildStore(
  parts: BuildParts,
  setup: PendingSetup,
  data: FirstContent['data'],
): Promise<void> {
  const { dataFolder } = parts;
  const folder = buildFolderOf(dataFolder, setup.setupId);
  try {
    await makeBuildFolder(dataFolder, folder);
    await fillStore(parts, join(folder, storeFileName), setup, data);
    await new Keystore(folder, parts.protector).save(setup.secrets);
    await saveRecovery(folder, setup.secrets, setup.words);
    await placeStore(dataFolder, folder);
  } catch (error) {
    // What can't be removed must not hide what went wrong; the next store to open clears it away.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
    if (!isFileError(error)) throw error;
    throw new Refusal(
      'store_unavailable',
      'The store could not be made: the disk is full or the data folder may not be written. Nothing was kept. Make room or check the permissions, and try again.',
    );
  }
  await clearBuildFolders(dataFolder);
}

async function fillStore(
  { populate }: BuildParts,
  file: string,
  { secrets, supervisor }: PendingSetup,
  data: FirstContent['data'],
): Promise<void> {
  const opened = await openSqliteStore({ file, key: secrets.databaseKey, create: true });
  try {
    await populate(opened.store, secrets, { supervisor, data });
  } finally {
    await opened.close();
  }
  await syncFile(file);
}
