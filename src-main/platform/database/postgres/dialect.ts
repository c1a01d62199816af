import { type Driver, PostgresAdapter, PostgresDialect, type TransactionSettings } from 'kysely';
import { Refusal } from '../../refusal.ts';
import { TeamConnection } from './connection.ts';
import type { Pools } from './pool.ts';
import { beginWriting } from './write-transaction.ts';

export interface Writing {
  /** What a write transaction begins with (`write-transaction.ts`). */
  readonly begin: string;
  /** Told the database's time, in Unix milliseconds, as each write transaction begins. */
  readonly onTime?: (now: number) => void;
  /** Told what a write transaction was refused by: `newer_store` or `moved`, and for good. */
  readonly onUnusable?: ((found: Refusal) => void) | undefined;
}

const unusable: readonly unknown[] = ['newer_store', 'moved'];

/**
 * Kysely's PostgreSQL dialect with what a team's servers need: write transactions that go one after
 * the other, errors of the database as refusals, and no connection held by who only waits.
 */
export class TeamDialect extends PostgresDialect {
  readonly #pools: Pools;
  readonly #writing: Writing;

  constructor(pools: Pools, writing: Writing = { begin: beginWriting }) {
    super({ pool: pools.readers });
    this.#pools = pools;
    this.#writing = writing;
  }

  override createDriver(): Driver {
    return new TeamDriver(this.#pools, this.#writing);
  }

  override createAdapter() {
    return new TeamAdapter();
  }
}

/** Migrations lock for themselves, for their transaction only (`migrate.ts`). */
class TeamAdapter extends PostgresAdapter {
  override async acquireMigrationLock() {}
  override async releaseMigrationLock() {}
}

class TeamDriver implements Driver {
  readonly #pools: Pools;
  readonly #writing: Writing;

  constructor(pools: Pools, writing: Writing) {
    this.#pools = pools;
    this.#writing = writing;
  }

  async init() {}

  async acquireConnection() {
    return new TeamConnection(this.#pools);
  }

  async beginTransaction(connection: TeamConnection, { accessMode }: TransactionSettings) {
    if (accessMode === 'read only') return connection.beginReading();
    const { begin, onTime, onUnusable } = this.#writing;
    try {
      const now = await connection.beginWriting(begin);
      if (now !== undefined) onTime?.(now);
    } catch (error) {
      if (error instanceof Refusal && unusable.includes(error.code)) onUnusable?.(error);
      throw error;
    }
  }

  async commitTransaction(connection: TeamConnection) {
    await connection.commit();
  }

  async rollbackTransaction(connection: TeamConnection) {
    await connection.rollback();
  }

  async releaseConnection(connection: TeamConnection) {
    connection.release();
  }

  async destroy() {
    await this.#pools.end();
  }
}
