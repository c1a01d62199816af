import { setImmediate } from 'node:timers/promises';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { timedWrite } from './batch-size.ts';
import { Lost } from './broken-off.ts';
import { changeRun, type RunRow } from './import.queries.ts';
import { rowsAfter, rowsBackFrom, type StoredRow } from './import-rows.queries.ts';
import type { AccountsForImport, KnownAccount } from './known-accounts.ts';
import { factsOf } from './run-states.ts';
import { openBefore } from './sealed-rows.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly accounts: AccountsForImport;
}

/** So many rows are looked at before others have their turn. */
const lookedAtOnce = 500;

/**
 * Takes back what was written, the last row first: what an account held is put back, what was made is
 * removed.
 */
export class Undoing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Takes the next rows back, at most so many. Returns for how long others could not write, in
   * milliseconds. Throws `Lost` when the run was changed.
   */
  async batch(run: RunRow, count: number): Promise<number> {
    const { store, accounts } = this.#parts;
    const rows = await rowsBackFrom(store, run.id, run.applied_to, count);
    const last = rows.at(-1);
    if (!last) return this.#finish(run);
    return timedWrite(store, async (tx) => {
      if (!(await changeRun(tx, run, { applied_to: last.number - 1 }))) throw new Lost();
      const used = await this.#usedMeanwhile(tx, run, rows);
      const putBack: KnownAccount[] = [];
      for (const row of rows) {
        if (row.account_id === null || used.has(row.account_id)) continue;
        const until = await this.#takeBack(tx, row, row.account_id);
        if (until) putBack.push(until);
      }
      await accounts.record(tx, run.id, 'put_back', putBack);
    });
  }

  /** What was used after `countUsed` looked at it, and before the run was locked, stays as it is. */
  async #usedMeanwhile(tx: Tx, run: RunRow, rows: readonly StoredRow[]) {
    if (run.finished_at === null) return new Set<number>();
    return this.#parts.accounts.usedSince(tx, leftBy(run, rows), run.finished_at);
  }

  /** An account that was put back, as it was until now; null for any other. */
  async #takeBack(tx: Tx, row: StoredRow, accountId: number): Promise<KnownAccount | null> {
    const { accounts, clock, seal } = this.#parts;
    const now = clock.now();
    if (row.verdict === 'new') await accounts.remove(tx, accountId, now);
    if (row.verdict !== 'changed') return null;
    return accounts.putBack(tx, row.run_id, openBefore(seal, row), now);
  }

  async #finish(run: RunRow): Promise<number> {
    const { store, clock, audit } = this.#parts;
    const state = run.ending;
    if (state === null) throw new Error(`Import ${run.id} is taken back for no end`);
    const now = clock.now();
    return timedWrite(store, async (tx) => {
      const change = { state, ending: null, stage_at: now, finished_at: now };
      if (!(await changeRun(tx, run, change))) throw new Lost();
      // That it was cancelled is on record with who did it.
      if (state === 'cancelled') return;
      const details = { ...factsOf(run), ...(run.failure ? { failure: run.failure } : {}) };
      await audit.append(tx, {
        actor: { staffId: null, role: 'system' },
        action: state === 'failed' ? 'import.failed' : 'import.undone',
        outcome: state === 'failed' ? 'failed' : 'done',
        details,
      });
    });
  }
}

/** The accounts of these rows as a run left them or, not applied yet, found them. */
function leftBy({ finished_at }: RunRow, rows: readonly StoredRow[]) {
  const step = finished_at === null ? 0 : 1;
  return rows.flatMap(({ account_id, verdict, version }) =>
    account_id !== null && (verdict === 'new' || verdict === 'changed')
      ? [{ accountId: account_id, version: (version ?? 0) + step }]
      : [],
  );
}

/**
 * How many accounts of a run are not as it left them, were used since, or lost a username that
 * somebody else has now; before it is applied, how many of those that it would change are not as the
 * dry run found them.
 */
export async function countUsed(
  { accounts, seal }: Pick<Parts, 'accounts' | 'seal'>,
  store: Store,
  run: RunRow,
): Promise<number> {
  let used = 0;
  for (let after = 0; ; ) {
    const rows = await rowsAfter(store, run.id, after, lookedAtOnce);
    const last = rows.at(-1);
    if (!last) return used;
    const some = await accounts.usedSince(store, leftBy(run, rows), run.finished_at);
    const unnamed = await namesLost({ accounts, seal }, store, rows);
    used += new Set([...some, ...unnamed]).size;
    after = last.number;
    // SQLite answers on the thread that answers the desk.
    await setImmediate();
  }
}

/** The accounts of these rows whose username of before is another's now. */
async function namesLost(
  { accounts, seal }: Pick<Parts, 'accounts' | 'seal'>,
  store: Store,
  rows: readonly StoredRow[],
): Promise<readonly number[]> {
  const before = rows
    .filter(({ before_sealed }) => before_sealed !== null)
    .map((row) => openBefore(seal, row))
    .map(({ accountId, fields }) => ({ accountId, key: accounts.nameKey(fields.username) }));
  const holders = await accounts.named(
    store,
    before.map(({ key }) => key),
  );
  return before
    .filter(({ accountId, key }) => (holders.get(key)?.accountId ?? accountId) !== accountId)
    .map(({ accountId }) => accountId);
}
