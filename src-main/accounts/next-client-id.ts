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
 * The Client IDs that so many new accounts are given: from one more than the highest number among the
 * newest accounts, past those that are taken. Call it in the transaction that makes the accounts:
 * writers go in turn, so that nobody else is given the same.
 */
export async function nextClientIds(tx: Tx, count: number): Promise<readonly string[]> {
  if (count === 0) return [];
  const numbers = (await newestClientIds(tx, newest)).filter((id) => numberForm.test(id));
  const found: string[] = [];
  for (let from = Math.max(first, ...numbers.map(Number)) + 1; ; from += atOnce) {
    const candidates = Array.from({ length: atOnce }, (_, step) => String(from + step));
    const taken = await namesTaken(tx, candidates.map(compact));
    found.push(...candidates.filter((candidate) => !taken.has(candidate)));
    if (found.length >= count) return found.slice(0, count);
  }
}
