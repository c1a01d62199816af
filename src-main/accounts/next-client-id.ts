import type { Tx } from '../platform/database/schema.ts';
import { compact } from './account-words.ts';
import { namesTaken, newestClientIds } from './new-account.queries.ts';

/** Client IDs begin with six digits. */
const first = 100_000;
/** Longer figures were given by hand, and are no part of the row. */
const numberForm = /^[1-9]\d{0,8}$/;
/** So many of the newest accounts are looked at: an index of all Client IDs as numbers there is not. */
const newest = 500;
/** So many numbers are tried with one question to the store. */
const atOnce = 50;

/**
 * The Client ID that a new account is given: one more than the highest number among the newest
 * accounts, and on past those that are taken. Call it in the transaction that makes the account:
 * writers go in turn, so that nobody else is given the same.
 */
export async function nextClientId(tx: Tx): Promise<string> {
  const numbers = (await newestClientIds(tx, newest)).filter((id) => numberForm.test(id));
  for (let from = Math.max(first, ...numbers.map(Number)) + 1; ; from += atOnce) {
    const candidates = Array.from({ length: atOnce }, (_, step) => String(from + step));
    const taken = await namesTaken(tx, candidates.map(compact));
    const free = candidates.find((candidate) => !taken.has(candidate));
    if (free !== undefined) return free;
  }
}
