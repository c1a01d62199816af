import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { MoveSource, MoveTarget } from './move/move-ends.ts';
import { systemClock } from './platform/clock.ts';
import { movedRefusal } from './platform/database/moved.ts';
import type { Store } from './platform/database/schema.ts';
import { sqliteEngine } from './platform/database/sqlite/engine.ts';
import {
  openSqliteStore,
  type SqliteStore,
  storeFileName,
} from './platform/database/sqlite/open.ts';
import { syncFile } from './platform/durable-files.ts';
import { Keystore } from './platform/keystore/keystore.ts';
import { copyRecovery, recoverSecrets } from './platform/keystore/recovery-file.ts';
import type { SecretProtector, Secrets } from './platform/keystore/secrets.ts';
import { Refusal } from './platform/refusal.ts';
import type { RoomsMaker } from './rooms-maker.ts';
import {
  buildFolderOf,
  clearBuildFolders,
  completePlacing,
  makeBuildFolder,
  placeStore,
  surveyFolder,
} from './setup/store-folder.ts';
import { remainsOnly } from './setup/store-standing.ts';

interface LocalEnd {
  readonly dataFolder: string;
  readonly protector: SecretProtector;
  readonly maker: RoomsMaker;
}

/** The store of a data folder, to be moved from there. */
export interface LocalSource extends MoveSource {
  readonly secrets: Secrets;
  close(): Promise<void>;
}

/**
 * Opens the store of a data folder to be moved, by the key that is kept there or by its recovery key.
 * Refuses `not_set_up` and `moved`, and what opening refuses.
 */
export async function openLocalSource(
  { dataFolder, protector, maker }: LocalEnd,
  recoveryWords: string | null,
): Promise<LocalSource> {
  if ((await standing(dataFolder)) === 'empty')
    throw new Refusal('not_set_up', `There is no store in ${dataFolder}.`);
  const secrets = await (recoveryWords === null
    ? new Keystore(dataFolder, protector).load()
    : recoverSecrets(dataFolder, recoveryWords));
  const opened = await openIn(dataFolder, secrets);
  const mark = opened.movedMark();
  if (mark !== null) {
    await opened.close();
    throw movedRefusal(mark);
  }
  const { store } = opened;
  const { audit } = maker.roomsOn({ store, secrets, clock: systemClock });
  return {
    engine: sqliteEngine,
    secrets,
    check: () => audit.check(),
    note: (note) => audit.note(note),
    hold: (work) => store.transaction().execute(work),
    close: () => opened.close(),
  };
}

interface LocalTarget extends LocalEnd {
  readonly secrets: Secrets;
  /** The team's keys file, with the recovery file beside it. */
  readonly keysFile: string;
}

/** A data folder, to move a team's store to: built beside and then placed, as set-up does. */
export function localTarget(end: LocalTarget): MoveTarget {
  const { dataFolder, protector, secrets, keysFile, maker } = end;
  const build = async (folder: string, work: Parameters<MoveTarget['fill']>[0]) => {
    const file = join(folder, storeFileName);
    const opened = await openSqliteStore({ file, key: secrets.databaseKey, create: true });
    try {
      await opened.store.transaction().execute(work);
    } finally {
      await opened.close();
    }
    await syncFile(file);
    await copyRecovery(dirname(keysFile), folder, secrets);
    const keystore = new Keystore(folder, protector);
    await keystore.save(secrets);
    // What was written opens it, or it is not placed.
    await (await openIn(folder, await keystore.load())).close();
  };
  return {
    engine: sqliteEngine,
    inWords: `a data folder on the computer ${hostname()}`,
    async look(work) {
      if ((await standing(dataFolder)) === 'empty') return work(null);
      const found = await openIn(dataFolder, secrets).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'key_unavailable')) throw error;
        throw new Refusal(
          'conflict',
          `There is another store in ${dataFolder}. Nothing was changed: name an empty folder.`,
        );
      });
      try {
        return await work(found.store);
      } finally {
        await found.close();
      }
    },
    /** The store takes them with it. */
    keepKeys: async () => {},
    async fill(work) {
      const folder = buildFolderOf(dataFolder, randomBytes(16).toString('hex'));
      try {
        await makeBuildFolder(dataFolder, folder);
        await build(folder, work);
        await placeStore(dataFolder, folder);
      } catch (error) {
        // What can't be removed must not hide what went wrong.
        await rm(folder, { recursive: true, force: true }).catch(() => {});
        throw error;
      }
      await clearBuildFolders(dataFolder);
    },
    settle: async () => {},
    checkChain: (store: Store) =>
      maker.roomsOn({ store, secrets, clock: systemClock }).audit.check(),
  };
}

/** What is in a data folder, once what a crash left unplaced is in place. Refuses remains. */
async function standing(dataFolder: string): Promise<'store' | 'empty'> {
  await completePlacing(dataFolder);
  const found = await surveyFolder(dataFolder);
  if (found === 'remains') throw new Refusal('store_damaged', remainsOnly.message);
  return found;
}

function openIn(folder: string, { databaseKey }: Secrets): Promise<SqliteStore> {
  return openSqliteStore({ file: join(folder, storeFileName), key: databaseKey });
}
