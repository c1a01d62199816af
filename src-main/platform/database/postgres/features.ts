import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Whether the engine has a function: those that only speak PostgreSQL's protocol lack some. */
export async function hasFunction(db: Kysely<Database>, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_proc where proname = ${name} limit 1`.execute(db);
  return rows.length > 0;
}
