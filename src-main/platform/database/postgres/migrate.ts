import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { Refusal } from '../../refusal.ts';
import { migrate } from '../migrate.ts';
import type { Database } from '../schema.ts';
import { TeamDialect } from './dialect.ts';
import { postgresEngine } from './engine.ts';
import { hasFunction } from './features.ts';
import { grantToRuntime } from './grants.ts';
import { connectionOf } from './pool.ts';
import { readAge } from './steps.ts';
import { beginMigrating } from './write-transaction.ts';

/** Any number that nobody else locks in this database. */
const migrationLock = 4_871_002_613;

/**
 * Makes a database's schema or brings it up to date, in one transaction; servers that want to do
 * the same meanwhile wait. Where an engine has no advisory locks, one of several goes through and
 * the others fail and can be started again.
 *
 * @param address of the database, with a role that owns it
 * Refuses `newer_store`, and `store_unavailable` when the database can't be had or the role may not.
 */
export async function migratePostgres(address: string): Promise<void> {
  const pool = new pg.Pool({ ...connectionOf(address), max: 1 });
  pool.on('error', () => {});
  const pools = { readers: pool, writers: pool, end: () => pool.end() };
  const store = new Kysely<Database>({ dialect: new TeamDialect(pools, beginMigrating) });
  try {
    await store.transaction().execute(async (tx) => {
      if (await hasFunction(tx, 'pg_advisory_xact_lock'))
        await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
      await readAge(tx);
      await migrate(tx, postgresEngine);
      await grantToRuntime(tx);
    });
  } catch (error) {
    throw mayNot(error) ? ownerNeeded() : error;
  } finally {
    await pool.end();
  }
}

/** PostgreSQL's `insufficient_privilege`: the role does not own the schema. */
function mayNot(error: unknown): boolean {
  return error instanceof Refusal && error.details?.['state'] === '42501';
}

function ownerNeeded(): Refusal {
  return new Refusal(
    'store_unavailable',
    'The team’s store is of an older version, and the server’s role may not change that, as it should be. Run "countersign team migrate" with the role that owns the database.',
  );
}
