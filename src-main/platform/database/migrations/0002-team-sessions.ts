import { type Kysely, sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';

/**
 * Where a session came from and which device holds it; sign-ins counted by address as well, with
 * failures that are forgotten in time; an alert that may count names in place of contacts.
 */
export async function up(db: Kysely<Database>, engine: DatabaseEngine): Promise<void> {
  const { whole, text } = engine.types;
  const add = async (table: keyof Database, column: string, type: typeof whole | typeof text) =>
    db.schema.alterTable(table).addColumn(column, type).execute();

  await add('session', 'device', text);
  await add('session', 'address', text);
  await add('session', 'end_why', text);
  await add('throttle', 'failed_at', whole);
  await add('throttle', 'aged_at', whole);
  await db.schema
    .createIndex('throttle_by_failed_at')
    .on('throttle')
    .column('failed_at')
    .where(sql.ref('failed_at'), 'is not', null)
    .execute();
  await db.schema.alterTable('alert').renameColumn('contacts', 'failing').execute();
}
