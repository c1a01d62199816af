import { type Driver, PostgresAdapter, PostgresDialect, type TransactionSettings } from 'kysely';
import { TeamConnection } from './connection.ts';
import type { Pools } from './pool.ts';
import { beginWriting } from './write-transaction.ts';

export interface Writing {
  /** What a write transaction begins with (`write-transaction.ts`). */
  readonly begin: string;
  /** Told the database's time, in Unix milliseconds, as each write transaction begins. */
  readonly onTime?: (now: number) => void;
}

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
    const now = await connection.beginWriting(this.#writing.begin);
    if (now !== undefined) this.#writing.onTime?.(now);
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
