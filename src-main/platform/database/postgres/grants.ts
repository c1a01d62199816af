import { type Kysely, sql } from 'kysely';
import { migrationLockTable, migrationTable } from '../migrate.ts';
import type { Database } from '../schema.ts';

/** The group whose members a team's servers sign in as. */
export const runtimeRole = 'countersign_runtime';

const everything = 'select, insert, update, delete';
/** What the rooms do with a table, where that is not to read, add and change. */
const rightsOn: Readonly<Record<string, string>> = {
  audit_log: 'select, insert',
  audit_checkpoint: 'select, insert',
  audit_head: 'select, update',
  // Written only by who makes a store or moves it: the owner.
  meta: 'select',
  throttle: everything,
  // What is deleted for real: codes, what look-up reads, and what has served its turn.
  security_code: everything,
  past_code: everything,
  account_identifier: everything,
  portal_code: everything,
  import_piece: everything,
  import_row: everything,
  import_key: everything,
  lease: everything,
  [migrationTable]: 'select',
  [migrationLockTable]: 'select',
};

/**
 * Gives the servers' group, where there is one, the rights that the rooms need and no others: it
 * may not change what is recorded, nor the schema. Run in the transaction of a migration.
 */
export async function grantToRuntime(db: Kysely<Database>): Promise<void> {
  const { rows: roles } = await sql`
    select 1 from pg_roles where rolname = ${runtimeRole}`.execute(db);
  if (roles.length === 0) return;
  const { rows } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname = current_schema()`.execute(db);
  const group = sql.id(runtimeRole);
  for (const { schema, name } of rows) {
    const table = sql.id(schema, name);
    await sql`revoke all on ${table} from ${group}`.execute(db);
    await sql`grant ${sql.raw(rightsOn[name] ?? 'select, insert, update')} on ${table} to ${group}`.execute(
      db,
    );
  }
  const [first] = rows;
  if (first) await sql`grant usage on schema ${sql.id(first.schema)} to ${group}`.execute(db);
}
