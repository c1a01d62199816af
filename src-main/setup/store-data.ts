import type { Store, Tx } from '../platform/database/schema.ts';

/** What a store was set up with; `unfinished` while it is being filled with demo data. */
export type StoreData = 'empty' | 'demo' | 'unfinished';

const key = 'data';

/** What the store was set up with, or null when it never was. */
export async function dataOf(store: Store): Promise<StoreData | null> {
  const found = await store
    .selectFrom('meta')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return (found?.value as StoreData | undefined) ?? null;
}

/**
 * Says what a new store is set up with, in the transaction of its first record. Rejects when that was
 * said before.
 */
export async function beginData(tx: Tx, data: StoreData): Promise<void> {
  await tx.insertInto('meta').values({ key, value: data }).execute();
}

/** Says that all demo data are there. */
export async function finishDemo(tx: Tx): Promise<void> {
  await tx.updateTable('meta').set({ value: 'demo' }).where('key', '=', key).execute();
}
