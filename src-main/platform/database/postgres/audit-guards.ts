import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { hasFunction } from './features.ts';

/** The channel on which the servers of a team hear of new audit records; the payload is the number. */
export const recordChannel = 'countersign_audit';

const tellingTrigger = 'audit_log_told';

/**
 * Refuses every change of what is recorded, and any record but the next, whoever tries: the role's
 * missing rights are the first rail, these triggers the second. Tells listeners of each record when
 * its transaction commits; an engine without `pg_notify` has its servers poll.
 */
export async function createAuditGuards(db: Kysely<Database>): Promise<void> {
  await sql`
    create function countersign_append_only() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name;
    end
    $$`.execute(db);
  for (const table of ['audit_log', 'audit_checkpoint'] as const) {
    await sql`
      create trigger ${sql.ref(`${table}_no_change`)} before update or delete on ${sql.table(table)}
      for each row execute function countersign_append_only()`.execute(db);
    await sql`
      create trigger ${sql.ref(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
      for each statement execute function countersign_append_only()`.execute(db);
  }
  const log = sql.id(await schemaOf(db), 'audit_log');
  await sql`
    create function countersign_audit_in_order() returns trigger language plpgsql as $$
    begin
      if new.seq is distinct from (select coalesce(max(seq), 0) + 1 from ${log}) then
        raise exception 'audit_log takes only the next record';
      end if;
      return new;
    end
    $$`.execute(db);
  await sql`
    create trigger audit_log_in_order before insert on audit_log
    for each row execute function countersign_audit_in_order()`.execute(db);
  await createTelling(db);
}

/** Fills the log without telling of each record: nobody can know of a store that is being made. */
export async function withoutTelling(db: Kysely<Database>, fill: () => Promise<void>) {
  const { rows } = await sql`
    select 1 from pg_trigger
    where tgname = ${tellingTrigger} and tgrelid = 'audit_log'::regclass`.execute(db);
  const turn = async (how: 'disable' | 'enable') => {
    if (rows.length === 0) return;
    await sql`alter table audit_log ${sql.raw(how)} trigger ${sql.ref(tellingTrigger)}`.execute(db);
  };
  await turn('disable');
  await fill();
  await turn('enable');
}

/** Named in full within the guard: a temporary table would else go before the log. */
async function schemaOf(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? 'public';
}

async function createTelling(db: Kysely<Database>): Promise<void> {
  if (!(await hasFunction(db, 'pg_notify'))) return;
  await sql`
    create function countersign_audit_told() returns trigger language plpgsql as $$
    begin
      perform pg_notify(${sql.lit(recordChannel)}, new.seq::text);
      return null;
    end
    $$`.execute(db);
  await sql`
    create trigger ${sql.ref(tellingTrigger)} after insert on audit_log
    for each row execute function countersign_audit_told()`.execute(db);
}
