import { Kysely } from 'kysely';
import pg from 'pg';
import type { Database, Tx } from '../schema.ts';
import { TeamDialect } from './dialect.ts';
import { tellHolders } from './lock-holders.ts';
import { connectionOf } from './pool.ts';
import { beginUnhurried } from './write-transaction.ts';

/**
 * Works on a database in one transaction that takes as long as it takes, on a connection of its own:
 * it is all there afterwards, or the database is as it was. What it holds is free again within a
 * minute after this machine went to sleep or the network died. Refuses `store_unavailable`, saying
 * who is in the way, when a lock is not to be had within seconds.
 *
 * @param address of the database, with a role that owns it
 */
export async function asOwner<Value>(
  address: string,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  const pool = new pg.Pool({ ...connectionOf(address), max: 1 });
  pool.on('error', () => {});
  const pools = { readers: pool, writers: pool, end: () => pool.end() };
  const store = new Kysely<Database>({
    dialect: new TeamDialect(pools, { begin: beginUnhurried }),
  });
  try {
    return await store.transaction().execute(work);
  } catch (error) {
    throw await tellHolders(error, store);
  } finally {
    await pool.end();
  }
}
