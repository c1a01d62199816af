import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';

/** The embedded store: one encrypted SQLite file. */
export const sqliteEngine: DatabaseEngine = {
  name: 'sqlite',
  types: { whole: 'integer', text: 'text', bytes: 'blob' },
  // AUTOINCREMENT never uses a number twice: an audit record's id must not come to mean another row.
  identity: (column) => column.primaryKey().autoIncrement(),
  tableEnding: 'strict',
  keyOrderedTableEnding: 'strict, without rowid',
  createAuditGuards,
  async lastNumbers(db) {
    const { rows } = await sql<{ name: string; seq: number }>`
      select tables.name, coalesce(sqlite_sequence.seq, 0) as seq
      from sqlite_schema as tables left join sqlite_sequence on sqlite_sequence.name = tables.name
      where tables.type = 'table' and tables.sql like '%autoincrement%'`.execute(db);
    return new Map(rows.map(({ name, seq }) => [name, seq]));
  },
  async goOnAfter(db, lastNumbers) {
    for (const [name, seq] of lastNumbers) {
      await sql`delete from sqlite_sequence where name = ${name}`.execute(db);
      await sql`insert into sqlite_sequence (name, seq) values (${name}, ${seq})`.execute(db);
    }
  },
};

/**
 * REPLACE conflicts delete rows without DELETE triggers unless recursive_triggers is on, which
 * every open asserts; besides, a replacing INSERT is out of order and refused as such.
 */
async function createAuditGuards(db: Kysely<Database>): Promise<void> {
  for (const table of ['audit_log', 'audit_checkpoint'] as const)
    for (const verb of ['update', 'delete'] as const)
      await sql`
        create trigger ${sql.ref(`${table}_no_${verb}`)} before ${sql.raw(verb)} on ${sql.table(table)}
        begin
          select raise(abort, ${sql.lit(`${table} is append-only`)});
        end
      `.execute(db);
  await sql`
    create trigger audit_log_in_order before insert on audit_log
    when new.seq is not (select coalesce(max(seq), 0) + 1 from audit_log)
    begin
      select raise(abort, 'audit_log takes only the next record');
    end
  `.execute(db);
}
