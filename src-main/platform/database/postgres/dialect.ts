import { type Driver, PostgresAdapter, PostgresDialect, type TransactionSettings } from 'kysely';
import { TeamConnection } from './connection.ts';
import type { Pools } from './pool.ts';
import { beginWriting } from './write-transaction.ts';

/**
 * Kysely's PostgreSQL dialect with what a team's servers need: write transactions that go one after
 * the other, errors of the database as refusals, and no connection held by who only waits.
 */
export class TeamDialect extends PostgresDialect {
  readonly #pools: Pools;
  readonly #begin: string;

  /** `begin` is what a write transaction begins with (`write-transaction.ts`). */
  constructor(pools: Pools, begin = beginWriting) {
    super({ pool: pools.readers });
    this.#pools = pools;
    this.#begin = begin;
  }

  override createDriver(): Driver {
    return new TeamDriver(this.#pools, this.#begin);
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
  readonly #begin: string;

  constructor(pools: Pools, begin: string) {
    this.#pools = pools;
    this.#begin = begin;
  }

  async init() {}

  async acquireConnection() {
    return new TeamConnection(this.#pools);
  }

  async beginTransaction(connection: TeamConnection, { accessMode }: TransactionSettings) {
    if (accessMode === 'read only') await connection.beginReading();
    else await connection.beginWriting(this.#begin);
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
