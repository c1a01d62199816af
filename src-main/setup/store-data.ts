import type { Store } from '../platform/database/schema.ts';

/** What a store was set up with; `unfinished` while a team's is being filled. */
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

/** Says what a new store is set up with. Rejects when that was said before. */
export async function beginData(store: Store, data: StoreData): Promise<void> {
  await store.insertInto('meta').values({ key, value: data }).execute();
}

/** Says that the store is filled. */
export async function finishData(store: Store, data: 'empty' | 'demo'): Promise<void> {
  await store.updateTable('meta').set({ value: data }).where('key', '=', key).execute();
}
