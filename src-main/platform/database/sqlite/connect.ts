import Sqlite from 'better-sqlite3';

/** How long SQLite itself may block the event loop for a lock, in milliseconds. */
const busyTimeout = 5;

/**
 * The page cipher, stated rather than left to the library's default: ChaCha20-Poly1305 (RFC 8439)
 * under a fresh nonce for every page written, so a changed page is found, not just hidden.
 */
const cipher = 'chacha20';

/** Matches the block size of the common file systems, so that a page is written whole. */
export const pageSize = 4096;

type Setting = readonly [name: string, value: string | number];

/** What holds on every connection. */
const common: readonly Setting[] = [
  ['busy_timeout', busyTimeout],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
  // Sorting on disk would write rows in the clear: temporary files are not encrypted.
  ['temp_store', 2],
];

/** What holds beside on the connection that writes. */
const writing: readonly Setting[] = [
  ['journal_mode', 'wal'],
  // A commit is on the disk when it returns. The library's default for WAL is NORMAL (1).
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['recursive_triggers', 1],
  ['secure_delete', 1],
  // 128 MiB, taken as needed: the upper levels of every index of a store of a million accounts.
  ['cache_size', -131_072],
  // After a large import the log file shrinks back to 64 MiB.
  ['journal_size_limit', 67_108_864],
];

/** Opens the file to read and write. The file must be there (it may be empty). */
export function connect(file: string, key: Buffer): Sqlite.Database {
  return guarded(
    new Sqlite(file, { fileMustExist: true, timeout: busyTimeout }),
    key,
    (database) => {
      database.pragma(`page_size = ${pageSize}`);
      apply(database, [...common, ...writing]);
    },
  );
}

/**
 * Opens the file to look only: nothing in it is changed, not even its log moved into it.
 *
 * A read-only connection leaves a log alone, but puts an empty one beside a file that has none, and
 * can't remove it. A writing connection that writes nothing removes it, but moves a log that it
 * finds into the file. So `hasLog` chooses.
 */
export function connectToLook(file: string, key: Buffer, hasLog: boolean): Sqlite.Database {
  return guarded(
    new Sqlite(file, { readonly: hasLog, fileMustExist: true, timeout: busyTimeout }),
    key,
    (database) => apply(database, [...common, ['query_only', 1]]),
  );
}

/** From now on a connection refuses every change. */
export function refuseChanges(database: Sqlite.Database): void {
  apply(database, [['query_only', 1]]);
}

/**
 * Writes a consistent copy, under the same key, to an empty file. The pragma that refuses changes
 * means that file too, so it is off meanwhile; nothing else runs on the connection.
 */
export function copyInto(database: Sqlite.Database, file: string): void {
  const refusing = database.pragma('query_only', { simple: true });
  apply(database, [['query_only', 0]]);
  try {
    // Not the backup API: it refuses encrypted files, and starts over at each write of others.
    database.prepare('vacuum into ?').run(file);
  } finally {
    if (refusing) refuseChanges(database);
  }
}

function guarded(database: Sqlite.Database, key: Buffer, prepare: (it: Sqlite.Database) => void) {
  try {
    database.pragma(`cipher = '${cipher}'`);
    // `raw:` takes the 256 bits as they are: they are random, so deriving a key would add nothing.
    database.pragma(`key = 'raw:${key.toString('hex')}'`);
    // The first read: fails here when the key is another one.
    database.prepare('select count(*) from sqlite_schema').get();
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Sets each setting and asserts that it holds: SQLite ignores what it can't or won't set. */
function apply(database: Sqlite.Database, settings: readonly Setting[]) {
  for (const [name, value] of settings) {
    database.pragma(`${name} = ${value}`);
    const actual = database.pragma(name, { simple: true });
    if (actual !== value) throw new Error(`The store's setting ${name} is ${actual}, not ${value}`);
  }
}
