import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFileName } from '../platform/database/sqlite/open.ts';
import {
  hasCode,
  linkNew,
  ownerOnlyFolder,
  sizeOf,
  syncFolder,
} from '../platform/durable-files.ts';
import { keystoreFileName } from '../platform/keystore/keystore.ts';
import { recoveryFileName } from '../platform/keystore/recovery-file.ts';
import { Refusal } from '../platform/refusal.ts';

/**
 * The data folder while a store is set up. A new store is built whole in a folder of its own inside
 * it, and then placed by giving its files their final names, the keystore first. A name is never
 * taken from a file that has it. So a crash leaves either no keystore, and the folder counts as
 * empty; or a keystore whose store waits in its folder, and the next start places the rest.
 */
const placed = [keystoreFileName, recoveryFileName, storeFileName] as const;

const buildFolderName = /^setup-[0-9a-f]{32}$/;

/** The folder that a set-up builds its store in. */
export function buildFolderOf(dataFolder: string, setupId: string): string {
  return join(dataFolder, `setup-${setupId}`);
}

/** Makes that folder, and the data folder if there is none. */
export async function makeBuildFolder(dataFolder: string, buildFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: ownerOnlyFolder });
  await mkdir(buildFolder, { mode: ownerOnlyFolder });
}

/**
 * Places a store that was built whole. May be done again, and by several processes at once.
 * Refuses `conflict` when another store is there, `store_unavailable` when the disk can't do it.
 */
export async function placeStore(dataFolder: string, buildFolder: string): Promise<void> {
  await syncFolder(buildFolder);
  await syncFolder(dataFolder);
  for (const name of placed) {
    await place(join(buildFolder, name), join(dataFolder, name));
    await syncFolder(dataFolder);
  }
}

async function place(built: string, name: string): Promise<void> {
  try {
    if (await linkNew(built, name)) return;
    if (await isSameFile(built, name)) return;
  } catch (error) {
    // Another process has placed it and cleared up after us.
    if (hasCode(error, 'ENOENT') && (await sizeOf(name)) !== null) return;
    if (!hasCode(error, 'ENOENT'))
      throw new Refusal(
        'store_unavailable',
        'The store could not be put into the data folder. Check that the folder may be written and is on a local disk whose file system has hard links.',
      );
  }
  throw new Refusal(
    'conflict',
    'There is a store in the data folder already. Nothing was changed.',
  );
}

/** Places the rest of a store whose placing a crash has interrupted. */
export async function completePlacing(dataFolder: string): Promise<void> {
  if ((await sizeOf(join(dataFolder, storeFileName))) !== null) return;
  const keystore = join(dataFolder, keystoreFileName);
  for (const folder of await buildFolders(dataFolder))
    if (await isSameFile(join(folder, keystoreFileName), keystore))
      await placeStore(dataFolder, folder);
}

/** Removes what unfinished set-ups have left. To be called when a store is in place. */
export async function clearBuildFolders(dataFolder: string): Promise<void> {
  for (const folder of await buildFolders(dataFolder))
    await rm(folder, { recursive: true, force: true });
}

/** What of a store is in the data folder: all that opens one, nothing at all, or remains of one. */
export async function surveyFolder(dataFolder: string): Promise<'store' | 'empty' | 'remains'> {
  const has = async (name: string) => (await sizeOf(join(dataFolder, name))) !== null;
  if (await has(storeFileName)) return 'store';
  for (const name of [keystoreFileName, recoveryFileName, `${storeFileName}-wal`])
    if (await has(name)) return 'remains';
  return 'empty';
}

async function buildFolders(dataFolder: string): Promise<readonly string[]> {
  const names = await readdir(dataFolder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  return names.filter((name) => buildFolderName.test(name)).map((name) => join(dataFolder, name));
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  try {
    const [a, b] = [await stat(one, { bigint: true }), await stat(other, { bigint: true })];
    return a.ino === b.ino && a.dev === b.dev;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
