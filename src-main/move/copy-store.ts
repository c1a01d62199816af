import { sql } from 'kysely';
import type { Tx } from '../platform/database/schema.ts';
import { RowHasher, type StoreDigest } from './digest.ts';
import { pagesOf, type Row, RowWriter } from './rows.ts';
import { ownReference, type TableName, tables } from './tables.ts';

/**
 * Copies every row of a store into another one that has its tables and no rows, ids and all, a page
 * at a time. Returns the digest of what was read.
 */
export async function copyStore(
  from: Tx,
  to: Tx,
  onRows: (table: TableName, rows: number) => void,
): Promise<StoreDigest> {
  // Every new schema has a head, of a log without records.
  await to.deleteFrom('audit_head').execute();
  const digest = new Map<TableName, ReturnType<RowHasher['digest']>>();
  for (const table of tables) {
    const hasher = new RowHasher();
    const writer = new RowWriter(to, table);
    for await (const rows of pagesOf(from, table)) {
      hasher.add(rows);
      await writer.write(table === ownReference.table ? rows.map(withoutReference) : rows);
      onRows(table, rows.length);
    }
    if (table === ownReference.table) await writeReferences(from, to);
    digest.set(table, hasher.digest());
  }
  return digest;
}

function withoutReference(row: Row): Row {
  return { ...row, [ownReference.column]: null };
}

async function writeReferences(from: Tx, to: Tx): Promise<void> {
  const { table, column } = ownReference;
  for await (const rows of pagesOf(from, table))
    for (const row of rows)
      if (row[column] !== null)
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${row[column]}
          where id = ${row['id']}`.execute(to);
}
