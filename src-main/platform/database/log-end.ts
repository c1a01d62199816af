import type { Store } from './schema.ts';

/** Where a store says that its audit log ends: to hold one copy of a store against another. */
export function headOf(store: Store): Promise<{ seq: number; hash: string }> {
  return store.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
}

/** The hash of the record of a number, or undefined where there is none. */
export async function hashAt(store: Store, seq: number): Promise<string | undefined> {
  const record = await store
    .selectFrom('audit_log')
    .select('hash')
    .where('seq', '=', seq)
    .executeTakeFirst();
  return record?.hash;
}
