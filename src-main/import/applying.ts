import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { timedWrite } from './batch-size.ts';
import { Clash, Lost } from './broken-off.ts';
import { type BroughtCode, codesOfChanged, codesOfNew } from './codes-of-rows.ts';
import { changeRun, type RunRow } from './import.queries.ts';
import { keepOutcomes, refuseRow, rowsAfter, type StoredRow } from './import-rows.queries.ts';
import type { AccountsForImport, AccountToAdd } from './known-accounts.ts';
import type { ImportRow, WholeRow } from './records.ts';
import { changesOf } from './row-changes.ts';
import { factsOf } from './run-states.ts';
import { openRow, sealBefore } from './sealed-rows.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly accounts: AccountsForImport;
  /** Keeps codes until they are hashed. */
  readonly keepCodes: (tx: Tx, runId: number, codes: readonly BroughtCode[]) => Promise<void>;
}

interface OpenedRow {
  readonly stored: StoredRow;
  readonly row: ImportRow;
}

/**
 * Writes what the dry run found, a batch at a time: the accounts, what they held before, and how far
 * it is, in one transaction. The accounts it makes are hidden until all of it is done.
 */
export class Applying {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Writes the next rows, at most so many. Returns for how long others could not write, in
   * milliseconds. Throws `Lost` when the run was changed.
   */
  async batch(run: RunRow, count: number): Promise<number> {
    const { store, seal } = this.#parts;
    const rows = await rowsAfter(store, run.id, run.applied_to, count);
    const last = rows.at(-1);
    if (!last) return this.#finish(run);
    const opened = (verdict: StoredRow['verdict']) =>
      rows
        .filter((row) => row.verdict === verdict)
        .map((stored): OpenedRow => ({ stored, row: openRow(seal, stored).row }));
    try {
      return await timedWrite(store, async (tx) => {
        if (!(await changeRun(tx, run, { applied_to: last.number }))) throw new Lost();
        await this.#add(tx, run, opened('new'));
        await this.#change(tx, run, opened('changed'));
      });
    } catch (error) {
      if (!(error instanceof Clash)) throw error;
      await this.#giveUp(run, error);
      return 0;
    }
  }

  async #add(tx: Tx, run: RunRow, opened: readonly OpenedRow[]): Promise<void> {
    if (opened.length === 0) return;
    const { accounts, clock, keepCodes } = this.#parts;
    // The dry run filled in what a new account needs.
    const rows = opened.map(({ stored, row }) => ({ stored, row: row as WholeRow }));
    await this.#assertFree(tx, rows, ({ clientId, username }) => [clientId, username]);
    const now = clock.now();
    const added = await accounts.add(
      tx,
      run.id,
      rows.map(({ row }) => accountToAdd(row, now)),
    );
    const pairs = rows.map(({ stored, row }, place) => {
      const account = added[place];
      if (!account) throw new Error('An account of an import was not added');
      return { stored, row, account };
    });
    await keepCodes(
      tx,
      run.id,
      pairs.flatMap(({ row, account }) => codesOfNew(row, account)),
    );
    await keepOutcomes(
      tx,
      pairs.map(({ stored, account }) => ({ ...stored, account_id: account.accountId })),
    );
  }

  async #change(tx: Tx, run: RunRow, rows: readonly OpenedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { accounts, seal, keepCodes } = this.#parts;
    const ids = rows.map(({ stored }) => stored.account_id ?? 0);
    const known = await accounts.known(tx, ids);
    const codes: BroughtCode[] = [];
    const outcomes: StoredRow[] = [];
    for (const { stored, row } of rows) {
      const before = known.get(stored.account_id ?? 0);
      if (!before || before.version !== stored.version) throw new Clash(stored, 'changed_since');
      const changes = changesOf(row, before);
      const { username } = changes.fields;
      if (username) await this.#assertFree(tx, [{ stored, row }], () => [username]);
      const contactIds = await accounts.change(tx, before, changes);
      codes.push(...codesOfChanged(row, before, changes.codes, contactIds));
      outcomes.push({ ...stored, ...sealBefore(seal, run.id, stored.number, before) });
    }
    await keepCodes(tx, run.id, codes);
    await keepOutcomes(tx, outcomes);
    await accounts.record(tx, run.id, 'changed', [...known.values()]);
  }

  /** Throws `Clash` for the first row with a name that somebody has by now. */
  async #assertFree<Row extends ImportRow>(
    tx: Tx,
    rows: readonly { readonly stored: StoredRow; readonly row: Row }[],
    namesOf: (fields: Row['fields']) => readonly string[],
  ): Promise<void> {
    const { accounts } = this.#parts;
    const keysOf = ({ fields }: Row) =>
      namesOf(fields)
        .filter((name) => name !== '')
        .map(accounts.nameKey);
    const taken = await accounts.named(
      tx,
      rows.flatMap(({ row }) => keysOf(row)),
    );
    const clash = rows.find(({ row }) => keysOf(row).some((key) => taken.has(key)));
    if (clash) throw new Clash(clash.stored, 'taken');
  }

  /** Shows what was made, all of it at once. */
  async #finish(run: RunRow): Promise<number> {
    const { store, clock, audit } = this.#parts;
    const now = clock.now();
    return timedWrite(store, async (tx) => {
      const change = { state: 'applied', stage_at: now, finished_at: now } as const;
      if (!(await changeRun(tx, run, change))) throw new Lost();
      await audit.append(tx, {
        actor: { staffId: null, role: 'system' },
        action: 'import.applied',
        outcome: 'done',
        details: factsOf(run),
      });
    });
  }

  /** Has everything taken back, and says which row it was for. */
  async #giveUp(run: RunRow, { row, problem }: Clash): Promise<void> {
    const { store, clock } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const change = { state: 'undoing', ending: 'failed', failure: 'clash' } as const;
      if (!(await changeRun(tx, run, { ...change, stage_at: clock.now() }))) throw new Lost();
      const problem_field = problem === 'taken' ? 'username' : null;
      await refuseRow(tx, row, { problem, problem_field });
    });
  }
}

function accountToAdd(row: WholeRow, now: number): AccountToAdd {
  return {
    fields: row.fields,
    status: row.status ?? 'active',
    customerSince: row.customerSince ?? now,
    contacts: row.contacts.map(({ name, email, phone, permissions, viewingAccess }) => ({
      ...{ contactId: null, name },
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      ...(permissions === undefined ? {} : { permissions }),
      ...(viewingAccess === undefined ? {} : { viewingAccess }),
    })),
  };
}
