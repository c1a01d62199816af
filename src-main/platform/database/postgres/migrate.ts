import { sql } from 'kysely';
import { Refusal } from '../../refusal.ts';
import { migrate } from '../migrate.ts';
import type { Tx } from '../schema.ts';
import { asOwner } from './as-owner.ts';
import { postgresEngine } from './engine.ts';
import { mayNot } from './errors.ts';
import { hasFunction } from './features.ts';
import { grantToRuntime } from './grants.ts';
import { readAge } from './steps.ts';
import { ownersLockTimeout } from './write-transaction.ts';

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
export function migratePostgres(address: string): Promise<void> {
  return asOwner(address, makeSchema);
}

/** The same within the owner's transaction (`asOwner`). */
export async function makeSchema(tx: Tx): Promise<void> {
  if (await hasFunction(tx, 'pg_advisory_xact_lock')) await waitForOthers(tx);
  const age = await readAge(tx);
  try {
    if (age === 'older') await waitForWriters(tx);
    if (age !== 'current') await migrate(tx, postgresEngine);
    await grantToRuntime(tx);
  } catch (error) {
    throw mayNot(error) ? ownerNeeded(age === 'none') : error;
  }
}

/**
 * Whoever else makes the schema or fills it may take minutes, and is not in the way: it is waited for
 * without a limit. It lets go by itself when it is gone (`beginUnhurried`).
 */
async function waitForOthers(tx: Tx): Promise<void> {
  await sql`select set_config('lock_timeout', '0', true)`.execute(tx);
  await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
  await sql`select set_config('lock_timeout', ${ownersLockTimeout}, true)`.execute(tx);
}

/**
 * Every write transaction takes a lock on the log's head before anything else: with this one those
 * under way have ended, and the next ones wait without holding anything, whatever a step changes.
 * When they go on they read which steps were taken (`write-transaction.ts`).
 */
async function waitForWriters(tx: Tx): Promise<void> {
  await sql`lock table audit_head in access exclusive mode`.execute(tx);
}

function ownerNeeded(isNew: boolean): Refusal {
  return new Refusal(
    'store_unavailable',
    isNew
      ? 'This database role may not make tables here. Give the address with the role that is to own them; "countersign team roles" prints how to make it.'
      : 'The team’s store is of an older version, and the server’s role may not change that, as it should be. Run "countersign team migrate" with the role that owns the database.',
  );
}
