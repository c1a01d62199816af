import { AccountWriter } from '#main/accounts/account-writer.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { askedWords } from '#shared/rules/folding.ts';
import { benchAccount } from './bench-accounts.ts';

/** One block of the word index at a time, so that each of its sets is written once. */
const accountsAtOnce = 7_680;
const accountsInTransaction = accountsAtOnce * 26;

/** How many accounts a look-up is asked for. */
export const limit = 30;

/** A store of so many accounts of its own, and other ways to look them up. */
export interface BenchStore {
  /** How many accounts a query finds. */
  lookUp(query: string): Promise<number>;
  /** What this engine offers by itself, by name. */
  readonly alternatives: Readonly<Record<string, (query: string) => Promise<unknown>>>;
  close(): Promise<void>;
}

/** Makes a store of an engine. */
export type MakeBenchStore = (accounts: number, log: (line: string) => void) => Promise<BenchStore>;

/** Writes accounts as set-up does, so that a look-up meets what it meets in use. */
export async function fill(
  store: Store,
  accounts: number,
  log: (line: string) => void,
): Promise<void> {
  const writer = new AccountWriter(fullText);
  for (let from = 1; from <= accounts; from += accountsInTransaction) {
    const to = Math.min(accounts, from + accountsInTransaction - 1);
    await store.transaction().execute(async (tx) => {
      for (let at = from; at <= to; at += accountsAtOnce) {
        const count = Math.min(accountsAtOnce, to - at + 1);
        await writer.add(
          tx,
          Array.from({ length: count }, (_, place) => benchAccount(at + place)),
        );
      }
    });
    log(`${to} of ${accounts} accounts written`);
  }
}

/** The words of a query in their first spelling, for what knows no others. */
export const wordsIn = (query: string) => askedWords(query).map(([word = '']) => word);
