import type { Store } from '../schema.ts';

/** The folded words of an account, each once. */
export interface WordsOfAccount {
  readonly accountId: number;
  readonly words: ReadonlySet<string>;
}

/** A folded word as asked for: its spellings, any of which will do. Letters a-z and digits only. */
export type AskedWord = readonly string[];

/** Look-up of accounts by words: one index of plain tables on every engine. */
export interface FullText {
  /** Puts accounts' words in place of what was there; give many accounts at once if there are many. */
  put(store: Store, accounts: readonly WordsOfAccount[]): Promise<void>;
  /**
   * Ids of accounts that have, for every asked word, a word that starts with it; at most `limit`,
   * without ranking.
   */
  find(store: Store, asked: readonly AskedWord[], limit: number): Promise<readonly number[]>;
}
