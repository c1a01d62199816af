import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { openSqliteStore } from '#main/platform/database/sqlite/open.ts';
import { KeptLog } from './kept-log.ts';

/** Where a test's store is, in words that another process can be given. */
export type StorePlace =
  | { readonly kind: 'file'; readonly file: string; readonly key: string }
  | { readonly kind: 'database'; readonly address: string };

/** Opens a test's store, in this process or another. */
export async function openPlace(
  place: StorePlace,
): Promise<{ readonly store: Store; close(): Promise<void> }> {
  if (place.kind === 'database')
    return openPostgresStore({ database: place.address, poolSize: 3, logger: new KeptLog() });
  return openSqliteStore({ file: place.file, key: Buffer.from(place.key, 'hex') });
}
