import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';
import { createAuditGuards } from './audit-guards.ts';

/** A team's store: one PostgreSQL database. */
export const postgresEngine: DatabaseEngine = {
  name: 'postgresql',
  types: {
    whole: 'bigint',
    // A database's own collation differs from service to service, and changes with the system's
    // libraries; bytes don't. Look-up ranges over these columns and the audit log sorts by them.
    text: sql<string>`text collate "C"`,
    bytes: 'bytea',
  },
  // By default, not always: moving a store in keeps its ids. Sequences never give a number twice.
  identity: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
  tableEnding: '',
  keyOrderedTableEnding: '',
  createAuditGuards,
  async lastNumbers(db) {
    const last = new Map<string, number>();
    for (const { table, sequence } of await numberings(db)) {
      const { rows } = await sql<{ last: number }>`
        select case when is_called then last_value else 0 end as last
        from ${sql.table(sequence)}`.execute(db);
      last.set(table, rows[0]?.last ?? 0);
    }
    return last;
  },
  async goOnAfter(db, lastNumbers) {
    for (const { table, sequence } of await numberings(db)) {
      const last = lastNumbers.get(table) ?? 0;
      await sql`select setval(${sequence}::regclass, ${Math.max(last, 1)}, ${last > 0})`.execute(
        db,
      );
    }
  },
};

/** The tables that number their rows, and what their numbers come from. */
async function numberings(db: Kysely<Database>) {
  const { rows } = await sql<{ table: string; sequence: string }>`
    select table_name as "table",
      pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
    from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(db);
  return rows;
}
