import { createHash } from 'node:crypto';
import type { Store } from '../platform/database/schema.ts';
import { pagesOf, type Row } from './rows.ts';
import { type TableName, tables } from './tables.ts';

/** What a table holds: how many rows, and SHA-256 in hex over all of them in their order. */
interface TableDigest {
  readonly rows: number;
  readonly hash: string;
}

export type StoreDigest = ReadonlyMap<TableName, TableDigest>;

/** Hashes rows as they pass, in a form that does not depend on the engine they come from. */
export class RowHasher {
  readonly #hash = createHash('sha256');
  #rows = 0;

  add(rows: readonly Row[]): void {
    this.#rows += rows.length;
    this.#hash.update(rows.map(canonical).join(''));
  }

  digest(): TableDigest {
    return { rows: this.#rows, hash: this.#hash.digest('hex') };
  }
}

/** A row as one line of JSON: its values by the names of their columns, bytes as `{"bytes": hex}`. */
function canonical(row: Row): string {
  const values = Object.keys(row)
    .sort()
    .map((name) => [name, plain(row[name])]);
  return `${JSON.stringify(values)}\n`;
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value;
}

/** Reads a whole store and hashes it; `onRows` hears of each page. */
export async function digestOf(
  store: Store,
  onRows: (table: TableName, rows: number) => void,
): Promise<StoreDigest> {
  const digest = new Map<TableName, TableDigest>();
  for (const table of tables) {
    const hasher = new RowHasher();
    for await (const rows of pagesOf(store, table)) {
      hasher.add(rows);
      onRows(table, rows.length);
    }
    digest.set(table, hasher.digest());
  }
  return digest;
}

/** The tables in which two stores differ. */
export function differences(one: StoreDigest, other: StoreDigest): readonly TableName[] {
  return tables.filter((table) => one.get(table)?.hash !== other.get(table)?.hash);
}

/** One fingerprint for a whole store: SHA-256 in hex over its tables' digests. */
export function fingerprintOf(digest: StoreDigest): string {
  const lines = tables.map((table) => `${table} ${digest.get(table)?.hash}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

export function rowsIn(digest: StoreDigest): number {
  return [...digest.values()].reduce((sum, { rows }) => sum + rows, 0);
}
