import { sql } from 'kysely';
import type { Store } from '#main/platform/database/schema.ts';

/** Everything a store holds, table by table, as the key shows it: texts and bytes as they are. */
export async function rowsByTable(store: Store): Promise<Map<string, Buffer>> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table'
  `.execute(store);
  const dump = new Map<string, Buffer>();
  for (const { name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(
      store,
    );
    const values = rows.flatMap((row) => Object.values(row));
    const bytes = values.flatMap((value) => [
      value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
      Buffer.from('\n'),
    ]);
    dump.set(name, Buffer.concat(bytes));
  }
  return dump;
}
