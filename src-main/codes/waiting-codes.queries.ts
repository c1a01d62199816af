import type { Insertable } from 'kysely';
import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import type { SecurityCodeTable } from '../platform/database/schema/code-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

/** Codes in one statement. */
const codesAtOnce = 500;

export async function insertWaiting(
  tx: Tx,
  codes: readonly Insertable<SecurityCodeTable>[],
): Promise<void> {
  for (let at = 0; at < codes.length; at += codesAtOnce)
    await tx
      .insertInto('security_code')
      .values(codes.slice(at, at + codesAtOnce))
      .execute();
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

export async function countWaiting(store: Store, runId: number): Promise<number> {
  const { count } = await store
    .selectFrom('security_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sealed', 'is not', null)
    .where('import_run_id', '=', runId)
    .executeTakeFirstOrThrow();
  return Number(count);
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
