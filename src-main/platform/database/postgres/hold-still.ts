import { sql } from 'kysely';
import { Refusal } from '../../refusal.ts';
import type { Tx } from '../schema.ts';
import { mayNot } from './errors.ts';

/**
 * Waits for the writers' turn, as each write transaction of a server begins (`write-transaction.ts`):
 * what is read from then on stays so until this one ends.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`select seq from audit_head where id = 1 for update`.execute(tx);
}

/**
 * Keeps everybody else from changing any of the tables until the transaction ends; they may be read.
 * The audit log's head is locked first, as every writer does: then none of them is half-way.
 */
export async function holdStill(tx: Tx, tables: readonly string[]): Promise<void> {
  await takeTurn(tx);
  const all = sql.join(tables.map((table) => sql.table(table)));
  await sql`lock table ${all} in share mode`.execute(tx).catch((error: unknown) => {
    throw mayNot(error) ? ownerOnly() : error;
  });
}

function ownerOnly(): Refusal {
  return new Refusal(
    'store_unavailable',
    'Only the role that owns the team’s database may move its store. Give the address with that role.',
  );
}
