import type { ColumnBuilderCallback, Expression, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/**
 * What differs between the database engines. Queries and migrations are written once against
 * this; each engine has its folder beside this file.
 */
export interface DatabaseEngine {
  readonly name: string;
  /**
   * Column types for whole numbers up to 2^53, for text that is compared and sorted by its bytes
   * (in UTF-8: by its code points), and for bytes.
   */
  readonly types: {
    readonly whole: 'integer' | 'bigint';
    readonly text: 'text' | Expression<string>;
    readonly bytes: 'blob' | 'bytea';
  };
  /** Makes a column a primary key that the engine numbers, never using a number twice. */
  readonly identity: ColumnBuilderCallback;
  /** Words after a table's closing parenthesis: typed, and ordered by its primary key. */
  readonly tableEnding: string;
  readonly keyOrderedTableEnding: string;
  /** The number that each table's `identity` gave last, by table; 0 where it gave none yet. */
  lastNumbers(db: Kysely<Database>): Promise<ReadonlyMap<string, number>>;
  /** Has the tables' numbers go on after those, so that none is ever given twice. */
  goOnAfter(db: Kysely<Database>, lastNumbers: ReadonlyMap<string, number>): Promise<void>;
  /** Refuses UPDATE, DELETE and out-of-order INSERT on the audit log: guard rails, not the proof. */
  createAuditGuards(db: Kysely<Database>): Promise<void>;
}

/**
 * Tells that the audit log may have gained records, whichever process wrote them. It carries
 * nothing: who listens reads on from the last record they know of, so that one call too many, or
 * one that comes late, does no harm. While nobody listens it costs nothing.
 */
export interface RecordSignal {
  /** Calls `wake` until it is stopped. */
  onRecord(wake: () => void): Promise<{ stop(): Promise<void> }>;
}
