import { open } from 'node:fs/promises';
import type Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { hasCode, ownerOnlyFile, syncFile } from '../../durable-files.ts';
import { Refusal } from '../../refusal.ts';
import type { RecordSignal } from '../engine.ts';
import { migrate } from '../migrate.ts';
import { movedKey, movedRefusal } from '../moved.ts';
import { pollingSignal } from '../record-signal.ts';
import type { Database, Store } from '../schema.ts';
import { connect, connectToLook, copyInto, refuseChanges } from './connect.ts';
import { StoreDialect } from './dialect.ts';
import { sqliteEngine } from './engine.ts';
import { explain, retryWhileBusy } from './errors.ts';
import { inspect } from './inspect.ts';

/** The store's file in the data folder and in backups. */
export const storeFileName = 'countersign.db';

export interface OpenSqliteOptions {
  readonly file: string;
  /** 256 random bits. */
  readonly key: Buffer;
  /** Makes the file, which must not be there. Without it no file is ever made. */
  readonly create?: boolean;
}

export interface SqliteStore {
  readonly store: Store;
  readonly file: string;
  /** Wakes at once for what this process writes, and within a second for what others do. */
  readonly records: RecordSignal;
  /**
   * Writes a consistent copy, under the same key, to a file that must not be there, and waits
   * until it is on the disk. Others may read and write meanwhile; this process waits.
   */
  backupTo(file: string): Promise<void>;
  /** What the store says of its being moved elsewhere, now; null for one in use. */
  movedMark(): string | null;
  /** Keeps this process from writing to the store. */
  keepToRead(): void;
  close(): Promise<void>;
}

/**
 * Opens the embedded store, brings its schema up to date, and asserts every setting it relies on.
 * Refuses what `inspect` refuses (leaving the file untouched), `conflict` when it should create a
 * file that is there, and `store_unavailable` when the disk or another process is in the way.
 */
export async function openSqliteStore(options: OpenSqliteOptions): Promise<SqliteStore> {
  const { file, key } = options;
  if (options.create) await createEmpty(file);
  const age = options.create ? 'older' : await inspect(file, key);
  const database = await retryWhileBusy(() => connect(file, key));
  const wakes = new Set<() => void>();
  let movedMark = (): string | null => null;
  const dialect = new StoreDialect(database, {
    beforeWriting() {
      const mark = movedMark();
      if (mark !== null) throw movedRefusal(mark);
    },
    onCommit() {
      for (const wake of wakes) wake();
    },
  });
  const store = new Kysely<Database>({ dialect });
  const close = async () => {
    await store.destroy();
    // Kysely closes only what it has used. The last connection to close empties the log.
    database.close();
  };
  try {
    if (age === 'older') await migrate(store, sqliteEngine);
    movedMark = markReader(database);
  } catch (error) {
    await close();
    throw explain(error);
  }
  return {
    store,
    file,
    records: pollingSignal(wakes),
    close,
    async backupTo(target) {
      await createEmpty(target);
      await retryWhileBusy(() => copyInto(database, target));
      await syncFile(target);
    },
    movedMark: () => movedMark(),
    keepToRead: () => refuseChanges(database),
  };
}

/** Reads the mark of a store that was moved. The schema has to be there. */
function markReader(database: Sqlite.Database): () => string | null {
  const find = database.prepare<[string], string>('select value from meta where key = ?').pluck();
  return () => {
    try {
      return find.get(movedKey) ?? null;
    } catch (error) {
      throw explain(error);
    }
  };
}

export interface SqliteCopy {
  readonly store: Store;
  /** What SQLite's own check of every page, index and foreign key finds; empty when all is well. */
  findDamage(): readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a closed copy that nobody writes to, to read and check it, leaving no trace beside it.
 * Refuses as `openSqliteStore` does.
 */
export async function openSqliteCopy(file: string, key: Buffer): Promise<SqliteCopy> {
  await inspect(file, key);
  const database = await retryWhileBusy(() => connectToLook(file, key, false));
  const store = new Kysely<Database>({ dialect: new StoreDialect(database) });
  return {
    store,
    findDamage() {
      try {
        const pages = database.prepare<[], string>('pragma integrity_check').pluck().all();
        const links = database.prepare('pragma foreign_key_check').all();
        return [
          ...pages.filter((line) => line !== 'ok'),
          ...links.map((link) => `broken reference ${JSON.stringify(link)}`),
        ];
      } catch (error) {
        throw explain(error);
      }
    },
    async close() {
      await store.destroy();
      database.close();
    },
  };
}

/** An empty file that only its owner reads; SQLite gives its log the same permissions. */
async function createEmpty(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', ownerOnlyFile)).close();
  } catch (error) {
    if (hasCode(error, 'EEXIST'))
      throw new Refusal('conflict', 'There is a file of this name already. Nothing was changed.');
    throw new Refusal(
      'store_unavailable',
      'The file could not be made. Check that the folder exists, may be written, and has room.',
    );
  }
}
