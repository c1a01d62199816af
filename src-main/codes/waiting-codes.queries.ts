import type { Insertable } from 'kysely';
import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import { inParts } from '../platform/database/many-rows.ts';
import type { SecurityCodeTable } from '../platform/database/schema/code-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

export async function insertWaiting(
  tx: Tx,
  codes: readonly Insertable<SecurityCodeTable>[],
): Promise<void> {
  for (const some of inParts(codes)) await tx.insertInto('security_code').values(some).execute();
}

/** The first finished run with codes that wait; null: there is none. */
export async function runWaiting(store: Store): Promise<number | null> {
  const run = await store
    .selectFrom('import_run')
    .select('id')
    .where('state', '=', 'applied')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('security_code')
          .select('security_code.id')
          .whereRef('security_code.import_run_id', '=', 'import_run.id')
          .where('security_code.sealed', 'is not', null),
      ),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return run?.id ?? null;
}

/** Codes of a run that wait, with the salts of their accounts. */
export function waitingCodes(store: Store, runId: number, count: number) {
  return store
    .selectFrom('security_code')
    .innerJoin('account', 'account.id', 'security_code.account_id')
    .select([
      ...(['security_code.id', 'security_code.account_id', 'security_code.contact_id'] as const),
      ...(['security_code.set_at', 'security_code.sealed', 'security_code.seal_key_id'] as const),
      'account.code_salt',
    ])
    .where('security_code.sealed', 'is not', null)
    .where('security_code.import_run_id', '=', runId)
    .orderBy('security_code.id')
    .limit(count)
    .execute();
}

/** Of the first codes of a run with a higher number that wait: how many, and the last one's number. */
export async function waitingAfter(
  store: Store,
  runId: number,
  codeId: number,
  most: number,
): Promise<{ readonly counted: number; readonly last: number | null }> {
  const { counted, last } = await store
    .selectFrom((eb) =>
      eb
        .selectFrom('security_code')
        .select('id')
        .where('sealed', 'is not', null)
        .where('import_run_id', '=', runId)
        .where('id', '>', codeId)
        .orderBy('id')
        .limit(most)
        .as('some'),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('counted'),
      eb.fn.max<number | null>('some.id').as('last'),
    ])
    .executeTakeFirstOrThrow();
  return { counted: Number(counted), last: last === null ? null : Number(last) };
}

/** Stores the hash of a code that waits still, as it was set then; false when it does not. */
export async function storeWaiting(
  tx: Tx,
  { id, set_at }: { readonly id: number; readonly set_at: number },
  { hash, pepperId }: StoredHash,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('security_code')
    .set({ hash, pepper_id: pepperId, sealed: null, seal_key_id: null })
    .where('id', '=', id)
    .where('set_at', '=', set_at)
    .where('sealed', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
