import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../refusal.ts';

/** How long a writer waits for others before it gives up, in milliseconds. */
const patience = 10_000;

const unavailable: readonly (readonly [prefix: string, message: string])[] = [
  ['SQLITE_BUSY', 'The store is busy with other work. Nothing was changed: try again.'],
  ['SQLITE_LOCKED', 'The store is busy with other work. Nothing was changed: try again.'],
  ['SQLITE_FULL', 'The disk is full. Nothing was changed: free some space and try again.'],
  ['SQLITE_IOERR', 'The disk could not be read or written. Check the disk and try again.'],
  ['SQLITE_READONLY', 'The store may not be written. Check the permissions of the data folder.'],
  ['SQLITE_CANTOPEN', 'The store could not be opened. Check the permissions of the data folder.'],
  ['SQLITE_PERM', 'The store could not be opened. Check the permissions of the data folder.'],
];

/** The code of an error that SQLite reported, else an empty string. */
export function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const isBusy = (error: unknown) => sqliteCode(error).startsWith('SQLITE_BUSY');

/**
 * What people should hear of an error of SQLite: `store_unavailable` when the store can't be had
 * now, `store_damaged` when it is broken; any other error (a broken constraint, a defect of ours)
 * unchanged.
 */
export function explain(error: unknown): unknown {
  const code = sqliteCode(error);
  const found = unavailable.find(([prefix]) => code.startsWith(prefix));
  if (found) return new Refusal('store_unavailable', found[1], { sqlite: code });
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return damaged(code);
  return error;
}

export function damaged(code: string): Refusal {
  return new Refusal(
    'store_damaged',
    'The store’s file is damaged. Stop the program, keep the file, and restore the newest backup.',
    { sqlite: code },
  );
}

/**
 * Runs a step that SQLite may refuse because another process has the lock. SQLite's own waiting
 * would block the event loop, so it is kept short and the rest of the wait is ours, with jitter so
 * that waiting processes don't wake in step. Rejects with what `explain` makes of the error.
 */
export async function retryWhileBusy<Value>(step: () => Value): Promise<Value> {
  const end = performance.now() + patience;
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      return step();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw explain(error);
    }
    await sleep(pause * (0.5 + Math.random()));
  }
}
