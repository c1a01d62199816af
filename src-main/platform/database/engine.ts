import type { ColumnBuilderCallback, Kysely } from 'kysely';
import type { Database, Store } from './schema.ts';

/**
 * What differs between the database engines. Queries and migrations are written once against
 * this; each engine has its folder beside this file.
 */
export interface DatabaseEngine {
  readonly name: string;
  /** Column types for whole numbers up to 2^53 and for bytes. */
  readonly types: {
    readonly whole: 'integer' | 'bigint';
    readonly bytes: 'blob' | 'bytea';
  };
  /** Makes a column a primary key that the engine numbers, never using a number twice. */
  readonly identity: ColumnBuilderCallback;
  /** Words after a table's closing parenthesis: typed, and ordered by its primary key. */
  readonly tableEnding: string;
  readonly keyOrderedTableEnding: string;
  /** Makes what full-text look-up needs beside the tables. */
  createFullText(db: Kysely<Database>): Promise<void>;
  /** Refuses UPDATE, DELETE and out-of-order INSERT on the audit log: guard rails, not the proof. */
  createAuditGuards(db: Kysely<Database>): Promise<void>;
  readonly fullText: FullText;
}

/** The folded words of an account, each once. */
export interface WordsOfAccount {
  readonly accountId: number;
  readonly words: ReadonlySet<string>;
}

/** A folded word as asked for: its spellings, any of which will do. Letters a-z and digits only. */
export type AskedWord = readonly string[];

/** Look-up of accounts by words, in the engine's own index. */
export interface FullText {
  /** Puts accounts' words in place of what was there; give many accounts at once if there are many. */
  put(store: Store, accounts: readonly WordsOfAccount[]): Promise<void>;
  /**
   * Ids of accounts that have, for every asked word, a word that starts with it; at most `limit`,
   * without ranking.
   */
  find(store: Store, asked: readonly AskedWord[], limit: number): Promise<readonly number[]>;
}
