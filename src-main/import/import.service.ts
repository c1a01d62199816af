import {
  type ImportState,
  type ImportView,
  type importChannels,
  pieceBytes,
} from '#shared/contract/import.contract.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './import.queries.ts';
import { keepPiece, openPiece } from './import-pieces.ts';
import { importViewOf } from './import-view.ts';
import { assertIn, factsOf, noRun } from './run-states.ts';

/** The codes that runs bring, as the room that keeps them knows them. */
export interface WaitingCodesOf {
  /** How many of a run wait to be hashed. */
  count(store: Store, runId: number): Promise<number>;
  /** How long one takes, in milliseconds; null while that is being found out. */
  msEach(): number | null;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly waitingCodes: WaitingCodesOf;
  /** How many accounts of a run are not as it left them, or (not applied yet) found them. */
  readonly usedSince: (store: Store, run: queries.RunRow) => Promise<number>;
}

type Asked<Name extends keyof typeof importChannels> = ParsedInputOf<(typeof importChannels)[Name]>;

/** Runs from the outside: begun, received, looked at, confirmed, given up, taken back. */
export class ImportService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Begins a run for a file of that size. Refuses `conflict` while another one is under way. */
  async begin(actor: Actor, { bytes }: Asked<'begin'>): Promise<ImportView> {
    const { store, clock, audit } = this.#parts;
    const runId = await store.transaction().execute(async (tx) => {
      await assertNoneUnderWay(tx, 'before you begin one');
      const now = clock.now();
      const id = await queries.insertRun(tx, {
        started_by: actor.staffId,
        started_at: now,
        state: 'receiving',
        stage_at: now,
        bytes,
        pieces: Math.ceil(bytes / pieceBytes),
      });
      const details = { runId: id, bytes };
      await audit.append(tx, { actor, action: 'import.begun', outcome: 'done', details });
      return id;
    });
    return this.view({ runId });
  }

  /** Takes a piece, once however often it is sent. Returns how many have come. */
  async receive({ runId, number, data }: Asked<'receive'>): Promise<{ received: number }> {
    const { store, seal } = this.#parts;
    const bytes = Buffer.from(data, 'base64');
    return store.transaction().execute(async (tx) => {
      const run = await this.#run(tx, runId, ['receiving']);
      const last = number === run.pieces - 1;
      const length = last ? run.bytes - number * pieceBytes : pieceBytes;
      if (number >= run.pieces || bytes.length !== length)
        throw new Refusal('invalid_input', 'This piece does not fit the file that was begun.');
      if (number < run.received) {
        if (!(await openPiece(tx, seal, runId, number)).equals(bytes))
          throw new Refusal(
            'conflict',
            'This is another file than the one that was begun. Cancel that import first.',
          );
        return { received: run.received };
      }
      if (number > run.received)
        throw new Refusal('conflict', `The next piece of this file is number ${run.received}.`);
      await keepPiece(tx, seal, runId, number, bytes);
      const received = number + 1;
      await queries.changeRun(tx, run, { received });
      return { received };
    });
  }

  /** How a run stands. Refuses `not_found`. */
  async view({ runId }: { readonly runId: number }): Promise<ImportView> {
    const row = await queries.findStartedRun(this.#parts.store, runId);
    if (!row) throw noRun();
    return this.#viewOf(row);
  }

  /** The newest runs. */
  async list(): Promise<{ runs: ImportView[] }> {
    const runs: ImportView[] = [];
    for (const row of await queries.listRuns(this.#parts.store)) runs.push(await this.#viewOf(row));
    return { runs };
  }

  /**
   * Has what the dry run found written. Refuses `conflict` for a run that would change nothing, or
   * accounts that somebody changed since.
   */
  async apply(actor: Actor, { runId, reason }: Asked<'apply'>): Promise<ImportView> {
    const { store, usedSince } = this.#parts;
    const accounts = await usedSince(store, await this.#run(store, runId, ['ready']));
    if (accounts > 0)
      throw new Refusal(
        'conflict',
        'Accounts that this file changes were changed by somebody since it was read. Read it again.',
        { accounts },
      );
    await this.#change(runId, ['ready'], async (tx, run, now) => {
      if (run.rows_new + run.rows_changed === 0)
        throw new Refusal('conflict', 'There is nothing in this file to change.');
      const reasonId = await this.#parts.audit.keepReason(tx, reason);
      await this.#note(tx, actor, 'import.confirmed', run, { reasonId });
      return { state: 'applying', stage_at: now, confirmed_at: now, failure: null };
    });
    return this.view({ runId });
  }

  /** Gives a run up. What it has written is taken back by and by. */
  async cancel(actor: Actor, { runId }: Asked<'cancel'>): Promise<ImportView> {
    const states = ['receiving', 'reading', 'ready', 'applying'] as const;
    await this.#change(runId, states, async (tx, run, now) => {
      await this.#note(tx, actor, 'import.cancelled', run);
      return run.state === 'applying'
        ? { state: 'undoing', ending: 'cancelled', stage_at: now }
        : { state: 'cancelled', stage_at: now, finished_at: now };
    });
    return this.view({ runId });
  }

  /**
   * Has an applied run taken back. Refuses `conflict` while another one is under way (what that one
   * was judged by would be gone), when a later one was confirmed, or accounts of it were used since.
   */
  async undo(actor: Actor, { runId, reason }: Asked<'undo'>): Promise<ImportView> {
    const { store, audit, usedSince } = this.#parts;
    const used = await usedSince(store, await this.#run(store, runId, ['applied']));
    if (used > 0)
      throw new Refusal(
        'conflict',
        'Accounts of this import were changed or used since, or a username was given to another. It stays as it is.',
        { accounts: used },
      );
    await this.#change(runId, ['applied'], async (tx, run, now) => {
      await assertNoneUnderWay(tx, 'before you take this one back');
      if ((await queries.newestConfirmed(tx)) !== runId)
        throw new Refusal('conflict', 'There was a later import: only the last can be taken back.');
      const reasonId = await audit.keepReason(tx, reason);
      await this.#note(tx, actor, 'import.undo_begun', run, { reasonId });
      return { state: 'undoing', ending: 'undone', stage_at: now, failure: null };
    });
    return this.view({ runId });
  }

  /** Changes a run that is in one of these states, in one transaction with what `work` does. */
  async #change(
    runId: number,
    states: readonly ImportState[],
    work: (tx: Tx, run: queries.RunRow, now: number) => Promise<queries.RunChange>,
  ): Promise<void> {
    const { store, clock } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const run = await this.#run(tx, runId, states);
      await queries.changeRun(tx, run, await work(tx, run, clock.now()));
    });
  }

  async #run(store: Store, runId: number, states: readonly ImportState[]): Promise<queries.RunRow> {
    const run = await queries.findRun(store, runId);
    if (!run) throw noRun();
    assertIn(run, states);
    return run;
  }

  async #note(
    tx: Tx,
    actor: Actor,
    action: 'import.confirmed' | 'import.cancelled' | 'import.undo_begun',
    run: queries.RunRow,
    details: { readonly reasonId?: number } = {},
  ): Promise<void> {
    await this.#parts.audit.append(tx, {
      actor,
      action,
      outcome: 'done',
      details: { ...factsOf(run), ...details },
    });
  }

  async #viewOf(row: queries.StartedRun): Promise<ImportView> {
    const { store, clock, waitingCodes } = this.#parts;
    const codesWaiting = row.codes > 0 ? await waitingCodes.count(store, row.id) : 0;
    // It is measured for a run that goes on only, not for each that is looked back at.
    const goesOn = row.finished_at === null || codesWaiting > 0;
    return importViewOf(row, {
      starter: row.starter,
      codesWaiting,
      codeMs: goesOn ? waitingCodes.msEach() : null,
      newest: row.state === 'applied' && (await queries.newestConfirmed(store)) === row.id,
      now: clock.now(),
    });
  }
}

async function assertNoneUnderWay(tx: Tx, before: string): Promise<void> {
  if (await queries.runUnderWay(tx))
    throw new Refusal(
      'conflict',
      `Another import is under way. Let it end, or cancel it, ${before}.`,
    );
}
