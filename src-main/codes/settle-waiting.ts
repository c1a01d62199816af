import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import type { Tx } from '../platform/database/schema.ts';
import { type CodeRow, codesOf, flag } from './codes.queries.ts';
import { type CodeKeys, storedCodeOf } from './hashed-code.ts';
import { storeWaiting } from './waiting-codes.queries.ts';

/** A code that waits, as it was when it was hashed. */
type WaitingRow = Pick<CodeRow, 'id' | 'account_id' | 'set_at'>;

/** What a canonical code is stored as from now on, and its keyed name. */
interface NowHashed {
  readonly stored: StoredHash;
  readonly name: string;
}

/**
 * Stores the hash of a code that waits still, in its turn, or because it was said or is replaced:
 * what comes of it is the same. Two people with one code can't be told apart, so one that somebody
 * on the account had before is to be changed, and nobody is told why. Returns false when it waits no
 * more as it was then: it was hashed meanwhile, or another one set.
 */
export async function settleWaiting(
  tx: Tx,
  keys: CodeKeys,
  row: WaitingRow,
  { stored, name }: NowHashed,
  now: number,
): Promise<boolean> {
  if (!(await storeWaiting(tx, row, stored))) return false;
  const codes = await codesOf(tx, row.account_id);
  const isDue = codes.some(({ id, must_change_at }) => id === row.id && must_change_at !== null);
  // The account's codes share their salt. Of two that wait, the second is the one, whichever is first.
  const isAnothers = codes
    .filter(({ id }) => id < row.id)
    .map((other) => storedCodeOf(keys, other))
    .some(({ waits, hash }) => (waits === null ? hash === stored.hash : waits === name));
  if (isAnothers && !isDue) await flag(tx, row.id, { must_change_at: now });
  return true;
}
