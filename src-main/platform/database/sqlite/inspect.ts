import { sizeOf } from '../../durable-files.ts';
import { Refusal } from '../../refusal.ts';
import { compareSteps, migrationTable } from '../migrate.ts';
import { connectToLook } from './connect.ts';
import { damaged, retryWhileBusy, sqliteCode } from './errors.ts';

/**
 * Looks at a store before anything may be written to it or beside it.
 *
 * Returns whether its schema is `current` or `older`. Refuses `not_set_up` when there is no file,
 * `key_unavailable` when the key does not open it, `newer_store` when a newer version of the program
 * wrote it, `store_damaged` when it is broken or not a store.
 */
export async function inspect(file: string, key: Buffer): Promise<'current' | 'older'> {
  const size = await sizeOf(file);
  if (size === null) throw new Refusal('not_set_up', 'There is no store in the data folder yet.');
  if (size === 0) throw damaged('EMPTY');
  const steps = await readSteps(file, key);
  const age = compareSteps(steps);
  if (age === 'newer')
    throw new Refusal(
      'newer_store',
      'This store was written by a newer version of Countersign. Nothing was changed: install the newest version to open it.',
    );
  return age;
}

async function readSteps(file: string, key: Buffer): Promise<readonly string[]> {
  const hasLog = ((await sizeOf(`${file}-wal`)) ?? 0) > 0;
  return retryWhileBusy(() => {
    const database = connectOrRefuse(file, key, hasLog);
    try {
      return database
        .prepare<[], string>(`select name from ${migrationTable} order by name`)
        .pluck()
        .all();
    } catch (error) {
      // The file opened with the key, but it lacks the table that every store of ours has.
      throw sqliteCode(error) === 'SQLITE_ERROR' ? damaged('SQLITE_ERROR') : error;
    } finally {
      database.close();
    }
  });
}

function connectOrRefuse(file: string, key: Buffer, hasLog: boolean) {
  try {
    return connectToLook(file, key, hasLog);
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_NOTADB')
      throw new Refusal(
        'key_unavailable',
        'This key does not open the store: the key is another store’s, or the file is damaged or another store’s. Give the recovery key of this store; if that was it, restore the newest backup.',
      );
    throw error;
  }
}
