import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import type { Pool, PoolClient, QueryResult as TeamResult } from 'pg';
import { endsConnection, explain, mayHaveCommitted, unsure } from './errors.ts';
import type { Pools } from './pool.ts';
import { assertBegun, beginReading } from './write-transaction.ts';

const changing: readonly string[] = ['INSERT', 'UPDATE', 'DELETE'];

/**
 * What Kysely takes for a connection: a real one is taken from a pool at the first statement, and
 * from the writers' pool when that begins a write transaction.
 */
export class TeamConnection implements DatabaseConnection {
  readonly #pools: Pools;
  #client: PoolClient | null = null;
  /** Nothing can be said on it any more, or nobody knows what it would answer. */
  #lost = false;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  /**
   * `begin` is one of the texts of `write-transaction.ts` that tell how durable commits are. Returns
   * the database's time in Unix milliseconds, where it was asked for.
   */
  async beginWriting(begin: string): Promise<number | undefined> {
    await this.#take(this.#pools.writers);
    return this.#begin(async () =>
      assertBegun((await this.#query(begin)) as unknown as readonly TeamResult[]),
    );
  }

  async beginReading(): Promise<void> {
    await this.#begin(() => this.#query(beginReading));
  }

  async commit(): Promise<void> {
    const client = this.#client;
    try {
      const { command } = await this.#query('commit');
      // PostgreSQL answers so, and not with an error, when a statement before had failed.
      if (command === 'ROLLBACK') throw new AbortedTransactionError();
    } catch (error) {
      throw client && (this.#lost || mayHaveCommitted(error)) ? unsure() : error;
    }
  }

  async rollback(): Promise<void> {
    // A lost connection's transaction is rolled back by the server, and must not hide the error.
    if (!this.#lost) await this.#query('rollback').catch(() => {});
  }

  release(): void {
    const client = this.#client;
    this.#client = null;
    if (!client) return;
    client.off('error', this.#onLost);
    client.release(this.#lost || client.getTransactionStatus() !== 'I');
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#query(sql, parameters);
    return changing.includes(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  /**
   * A beginning of several statements can fail in the midst of them, with the transaction begun. pg
   * tells of the error before it knows of that, and Kysely takes back only what has begun for it.
   */
  async #begin<Value>(begin: () => Promise<Value>): Promise<Value> {
    try {
      return await begin();
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  async #query(sql: string, parameters: readonly unknown[] = []): Promise<TeamResult> {
    const client = this.#client ?? (await this.#take(this.#pools.readers));
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      if (endsConnection(error)) this.#lost = true;
      throw explain(error);
    }
  }

  async #take(pool: Pool): Promise<PoolClient> {
    try {
      this.#client = await pool.connect();
    } catch (error) {
      throw explain(error);
    }
    // Heard also between two statements: a connection's error that nobody hears ends the process.
    this.#client.on('error', this.#onLost);
    return this.#client;
  }

  readonly #onLost = () => {
    this.#lost = true;
  };
}
