import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { pieceBytes } from '#shared/contract/import.contract.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import type { FileProblem } from '#shared/rules/import-problems.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { timedWrite } from './batch-size.ts';
import { Lost } from './broken-off.ts';
import { planFile } from './file-plan.ts';
import { changeRun, type RunChange, type RunRow } from './import.queries.ts';
import { openPiece, PieceSource } from './import-pieces.ts';
import { insertRows, takeKeys } from './import-rows.queries.ts';
import type { AccountsForImport } from './known-accounts.ts';
import { deleteSome } from './leftovers.queries.ts';
import { normaliseRow } from './normalise-row.ts';
import { readRecords } from './read-records.ts';
import { type FileRecord, type ImportRow, UnreadableFile } from './records.ts';
import { type Judgement, judgeRows, refused } from './row-judge.ts';
import { confirmedOf, howOf } from './run-plan.ts';
import { factsOf } from './run-states.ts';
import { sealRow } from './sealed-rows.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  /** A hash, in hex, that only this store's programs can compute. */
  readonly keyedName: (text: string) => string;
  readonly accounts: Pick<AccountsForImport, 'nameKey' | 'named' | 'known'>;
}

/** A file that is being read, and how many of its rows were taken. */
interface Reading {
  readonly runId: number;
  readonly stageAt: number;
  readonly source: PieceSource;
  readonly records: AsyncIterator<FileRecord>;
  rows: number;
}

/** A row of the file: what it says, or why it is refused by its form alone. */
interface Found {
  readonly number: number;
  readonly line: number;
  readonly row: ImportRow | null;
  readonly refused: Judgement | null;
  /** The column that its form says it of. */
  readonly column: number | null;
}

/** So many rows are passed over before the event loop has its turn. */
const passedAtOnce = 500;

/**
 * Reads a file and judges its rows, a batch at a time. What is done is in the store with each batch;
 * after a crash the rows that are judged are passed over.
 */
export class DryRun {
  readonly #parts: Parts;
  #reading: Reading | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Reads and judges the next rows, at most so many. Returns for how long others could not write, in
   * milliseconds. Throws `Lost` when the run was changed.
   */
  async batch(run: RunRow, rows: number): Promise<number> {
    if (run.rows_read === 0 && (await this.#clear(run))) return 0;
    try {
      const reading = await this.#readingOf(run);
      const records = await take(reading, rows);
      if (records.length > 0) return await this.#judge(run, reading, records);
      await this.#finish(run);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      await this.#giveUp(run, error.problem);
    }
    return 0;
  }

  /** Drops some of what an earlier reading of the same file left; false when there is nothing. */
  #clear(run: RunRow): Promise<boolean> {
    const { id: runId, stage_at } = run;
    return this.#parts.store.transaction().execute(async (tx) => {
      // Whoever is further than this has dropped it all, and has rows of its own there.
      if (!(await changeRun(tx, run, { stage_at }))) throw new Lost();
      return (
        (await deleteSome(tx, { runId, what: 'rows' })) ||
        (await deleteSome(tx, { runId, what: 'keys' }))
      );
    });
  }

  /** Goes on where the last batch ended, if that was here; else opens the file, and passes over. */
  async #readingOf(run: RunRow): Promise<Reading> {
    const { store, seal } = this.#parts;
    const open = this.#reading;
    const here = open?.runId === run.id && open.stageAt === run.stage_at;
    if (open && here && open.rows === run.rows_read) return open;
    this.#reading = null;
    const source = new PieceSource(run.bytes, pieceBytes, (number) =>
      openPiece(store, seal, run.id, number),
    );
    const plan = await planFile(source, howOf(run));
    const records = readRecords(source, plan)[Symbol.asyncIterator]();
    const reading = { runId: run.id, stageAt: run.stage_at, source, records, rows: 0 };
    while (reading.rows < run.rows_read) {
      const passed = await take(reading, Math.min(passedAtOnce, run.rows_read - reading.rows));
      if (passed.length === 0) throw new Error('A file has fewer rows than were read of it');
      await setImmediate();
    }
    this.#reading = reading;
    return reading;
  }

  async #judge(run: RunRow, reading: Reading, records: readonly FileRecord[]): Promise<number> {
    const { store, accounts } = this.#parts;
    const confirmed = confirmedOf(run);
    const { mapping } = confirmed;
    const found = records.map((record, place) =>
      foundIn(record, run.rows_read + place + 1, mapping),
    );
    const rows = found.map(({ row }) => row).filter((row) => row !== null);
    const judged = (await judgeRows(store, accounts, rows, confirmed)).values();
    const outcomes = found.map((one) => ({
      ...one,
      judgement: one.refused ?? judged.next().value ?? refused('missing', null),
    }));
    return timedWrite(store, async (tx) => {
      const twice = await this.#namedTwice(tx, run, outcomes);
      const settled = outcomes.map((one) =>
        twice.has(one.number) ? { ...one, judgement: refused('named_twice', null) } : one,
      );
      const counted = countedOn(run, settled, reading.source.furthest);
      if (!(await changeRun(tx, run, counted))) throw new Lost();
      await insertRows(
        tx,
        settled.map((one) => this.#asStored(run, one, mapping)),
      );
    });
  }

  /** The rows about an account that an earlier row was about. */
  #namedTwice(
    tx: Tx,
    { id: run_id }: RunRow,
    outcomes: readonly Outcome[],
  ): Promise<ReadonlySet<number>> {
    const { nameKey } = this.#parts.accounts;
    return takeKeys(
      tx,
      outcomes.flatMap(({ number, judgement: { names } }) =>
        [...new Set(names.map(nameKey))].map((value) => ({ run_id, value, number })),
      ),
    );
  }

  #asStored(run: RunRow, { number, line, judgement, column }: Outcome, mapping: Mapping) {
    const { verdict, accountId, version, problem, target, row, changes } = judgement;
    return {
      ...{ run_id: run.id, number, line, verdict, account_id: accountId, version, problem },
      problem_field: target,
      problem_column: column ?? (target && mapping[target]) ?? null,
      ...(row ? sealRow(this.#parts.seal, run.id, number, { row, changes }) : notKept),
    };
  }

  async #finish(run: RunRow): Promise<void> {
    const { store, clock } = this.#parts;
    this.#reading = null;
    const change = {
      state: 'ready',
      digest: await this.#digest(run),
      stage_at: clock.now(),
    } as const;
    await store.transaction().execute(async (tx) => {
      if (!(await changeRun(tx, run, change))) throw new Lost();
      await this.#parts.audit.append(tx, {
        actor: { staffId: null, role: 'system' },
        action: 'import.read',
        outcome: 'done',
        details: factsOf({ ...run, ...change }),
      });
    });
  }

  /** The run waits for another way of reading it, or to be cancelled. */
  async #giveUp(run: RunRow, failure: FileProblem): Promise<void> {
    const { store, clock, audit } = this.#parts;
    this.#reading = null;
    await store.transaction().execute(async (tx) => {
      const back = { state: 'receiving', failure, stage_at: clock.now(), ...notRead } as const;
      if (!(await changeRun(tx, run, back))) throw new Lost();
      await audit.append(tx, {
        actor: { staffId: null, role: 'system' },
        action: 'import.read',
        outcome: 'failed',
        details: { runId: run.id, failure },
      });
    });
  }

  /** Keyed: a hash that anybody can compute would tell the PINs of a file with few rows. */
  async #digest({ id, pieces }: RunRow): Promise<string> {
    const { store, seal, keyedName } = this.#parts;
    const hash = createHash('sha256');
    for (let number = 0; number < pieces; number++) {
      hash.update(await openPiece(store, seal, id, number));
      if (number % 50 === 0) await setImmediate();
    }
    return keyedName(`import file ${hash.digest('hex')}`);
  }
}

type Outcome = Found & { readonly judgement: Judgement };

const notKept = { sealed: null, seal_key_id: null } as const;

/** What a record of the file is by itself. */
function foundIn(record: FileRecord, number: number, mapping: Mapping): Found {
  const { line } = record;
  if ('problem' in record) {
    const { problem, column } = record;
    return { number, line, row: null, refused: refused(problem, null), column };
  }
  const row = normaliseRow(record.cells, mapping);
  if ('problem' in row)
    return { number, line, row: null, refused: refused(row.problem, row.column), column: null };
  return { number, line, row, refused: null, column: null };
}

/** The counts of a file of which nothing was read yet. */
export const notRead = {
  ...{ bytes_read: 0, rows_read: 0, rows_new: 0, rows_changed: 0, rows_same: 0, rows_refused: 0 },
  codes: 0,
} as const;

function countedOn(
  run: RunRow,
  outcomes: readonly { readonly judgement: Judgement }[],
  bytes_read: number,
): RunChange {
  const count = (verdict: Judgement['verdict']) =>
    outcomes.filter(({ judgement }) => judgement.verdict === verdict).length;
  return {
    bytes_read,
    rows_read: run.rows_read + outcomes.length,
    rows_new: run.rows_new + count('new'),
    rows_changed: run.rows_changed + count('changed'),
    rows_same: run.rows_same + count('same'),
    rows_refused: run.rows_refused + count('refused'),
    codes: run.codes + outcomes.reduce((sum, { judgement }) => sum + judgement.codes, 0),
  };
}

async function take(reading: Reading, count: number): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  while (records.length < count) {
    const { done, value } = await reading.records.next();
    if (done) break;
    records.push(value);
  }
  reading.rows += records.length;
  return records;
}
