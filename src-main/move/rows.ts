import { CompiledQuery, sql } from 'kysely';
import type { Database, Store, Tx } from '../platform/database/schema.ts';
import { primaryKeyOf, type TableName } from './tables.ts';

/** A row as either engine reads it: whole numbers, texts, bytes and nulls. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Rows read and written together. Times the columns of the widest table it stays below the 32,766
 * parameters that SQLite takes.
 */
const rowsAtOnce = 1000;

/** All rows of a table in the order of its primary key, which is the same on every engine. */
export async function* pagesOf(store: Store, table: TableName): AsyncGenerator<readonly Row[]> {
  const names = primaryKeyOf(table);
  const key = sql.join(names.map((name) => sql.ref(name)));
  let last: Row | undefined;
  do {
    const after = last && sql.join(names.map((name) => sql`${last?.[name]}`));
    const where = after ? sql`where (${key}) > (${after})` : sql``;
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${where} order by ${key} limit ${rowsAtOnce}`.execute(
      store,
    );
    if (rows.length > 0) yield rows;
    last = rows.length === rowsAtOnce ? rows.at(-1) : undefined;
  } while (last);
}

/** How many rows a table has. */
export async function countRows(store: Store, table: TableName): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)}`.execute(store);
  return rows[0]?.count ?? 0;
}

/** Writes rows into one table. Their SQL is made once for as many rows: it is long. */
export class RowWriter {
  readonly #tx: Tx;
  readonly #table: TableName;
  readonly #texts = new Map<number, string>();

  constructor(tx: Tx, table: TableName) {
    this.#tx = tx;
    this.#table = table;
  }

  async write(rows: readonly Row[]): Promise<void> {
    const parameters = rows.flatMap((row) => Object.values(row));
    await this.#tx.executeQuery(CompiledQuery.raw(this.#textFor(rows), parameters));
  }

  #textFor(rows: readonly Row[]): string {
    const made = this.#texts.get(rows.length);
    if (made !== undefined) return made;
    const { sql: text } = this.#tx
      .insertInto(this.#table)
      .values(rows as unknown as readonly Database[TableName][])
      .compile();
    this.#texts.set(rows.length, text);
    return text;
  }
}
