import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import { hashAt, headOf } from '../platform/database/log-end.ts';
import type { Store } from '../platform/database/schema.ts';
import { openSqliteCopy } from '../platform/database/sqlite/open.ts';
import { Refusal } from '../platform/refusal.ts';

/** Checks a whole audit log, writing nothing. */
export type CheckChain = (store: Store) => Promise<AuditCheck>;

/**
 * Opens a copy as a restore would and checks it: every page, index and reference, the whole audit
 * chain, and that its log ends with a record that the running store has too. Returns the chain's
 * check. Refuses `store_damaged`, naming what was found.
 */
export async function checkBackup(
  file: string,
  databaseKey: Buffer,
  source: Store,
  checkChain: CheckChain,
): Promise<AuditCheck> {
  const copy = await openSqliteCopy(file, databaseKey);
  try {
    const [damage] = copy.findDamage();
    if (damage !== undefined) throw failed(`the database is damaged (${damage})`);
    const chain = await checkChain(copy.store);
    if (!chain.whole) throw failed(`the audit log is not whole (${chain.problems[0]?.message})`);
    const head = await headOf(copy.store);
    const known = await hashAt(source, head.seq);
    if (head.seq > 0 && ((await hashAt(copy.store, head.seq)) !== head.hash || known !== head.hash))
      throw failed('its audit log does not end where the store’s own does');
    return chain;
  } finally {
    await copy.close();
  }
}

function failed(what: string): Refusal {
  return new Refusal(
    'store_damaged',
    `The backup did not pass its check and was removed: ${what}. Keep the older backups and check the store.`,
  );
}
