import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';

/** Refuses `conflict` unless the account is still as that version left it. */
export async function assertVersion(
  store: Store,
  accountId: number,
  version: number,
): Promise<void> {
  const account = await store
    .selectFrom('account')
    .select('version')
    .where('id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (account?.version !== version) throw changedMeanwhile();
}

/**
 * Counts an account's version on, at every change of the account, its contacts or their codes: of
 * two people who edit what they both have before them, the second is told. Refuses `conflict` when
 * the account is not as that version left it any more.
 */
export async function countVersion(tx: Tx, accountId: number, version: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ version: version + 1 })
    .where('id', '=', accountId)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw changedMeanwhile();
}

/** What people hear whose change names an older version. */
function changedMeanwhile(): Refusal {
  return new Refusal(
    'conflict',
    'Somebody changed this account meanwhile. Nothing was changed now: look at it again, then do it once more.',
  );
}
