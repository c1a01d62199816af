import {
  type ImportPreview,
  type ImportState,
  type importChannels,
  pieceBytes,
} from '#shared/contract/import.contract.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { holdsCardNumber } from '#shared/rules/card-number.ts';
import { guessMapping, plainHeading } from '#shared/rules/import-headings.ts';
import { type Mapping, type TargetField, targetFields } from '#shared/rules/import-mapping.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { Refusal } from '../platform/refusal.ts';
import { notRead } from './dry-run.ts';
import { planFile } from './file-plan.ts';
import * as queries from './import.queries.ts';
import { openPiece, PieceSource } from './import-pieces.ts';
import { readRecords } from './read-records.ts';
import { type FilePlan, type RawRecord, type ReadHow, UnreadableFile } from './records.ts';
import { asChosen, type Confirmed, remembered } from './run-plan.ts';
import { assertIn, noRun } from './run-states.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: StoreSeal;
  /** A keyed hash: headings may be a row of somebody's data. */
  readonly keyedName: (text: string) => string;
}

type Asked<Name extends 'preview' | 'read'> = ParsedInputOf<(typeof importChannels)[Name]>;

/** So many rows are shown. */
const shownRows = 10;
/** So many rows are looked at for them: in a file that is read in a wrong way all may be out of form. */
const lookedAtRows = 1_000;
/** While a file is judged again from its start, or waits to be. */
const readable: readonly ImportState[] = ['receiving', 'ready'];

/** What a file looks like, and what a person confirms of it. */
export class PreviewService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How the file would be read. Refuses `not_found` and `conflict`. */
  async preview({ runId, how, mapping }: Asked<'preview'>): Promise<ImportPreview> {
    const run = await this.#run(this.#parts.store, runId);
    const source = this.#sourceOf(run);
    try {
      const plan = await planFile(source, asChosen(how));
      const { headings, sheets } = plan;
      const guess = guessMapping(headings);
      const before = await this.#remembered(headings);
      const columns = mapping ?? before?.mapping ?? guess.mapping;
      const open = openColumns(columns, [guess.mapping, before?.mapping ?? {}]);
      const rows: RawRecord[] = [];
      let looked = 0;
      for await (const record of readRecords(source, plan)) {
        if ('cells' in record) rows.push(record);
        looked += 1;
        if (rows.length === shownRows || looked === lookedAtRows) break;
      }
      return {
        ...{ kind: 'preview', format: plan.format, encoding: plan.encoding },
        ...{ delimiter: plan.delimiter, sheet: plan.sheet, sheets: [...sheets] },
        headings: [...headings],
        system: guess.system,
        mapping: { ...columns },
        remembered: before !== null,
        defaults: before?.defaults ?? { country: '' },
        rows: rows.map((row) => shown(row, open)),
      };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return { kind: 'unreadable', problem: error.problem, line: error.line };
    }
  }

  /** Confirms the columns, remembers them, and has the file read from its start. */
  async confirm(actor: Actor, { runId, how, mapping, defaults }: Asked<'read'>): Promise<void> {
    const { store, clock } = this.#parts;
    const plan = await this.#plan(await this.#run(this.#parts.store, runId), asChosen(how));
    assertUsable(mapping, plan);
    const confirmed: Confirmed = { mapping, defaults };
    const { format, encoding, delimiter, sheet } = plan;
    await store.transaction().execute(async (tx) => {
      const run = await this.#run(tx, runId);
      const now = clock.now();
      const words = JSON.stringify(confirmed);
      await queries.changeRun(tx, run, {
        ...{ state: 'reading', stage_at: now, failure: null, mapping: words },
        ...{ format, encoding, delimiter, sheet },
        ...notRead,
      });
      await queries.rememberMapping(tx, this.#hashOf(plan.headings), {
        mapping: words,
        confirmed_by: actor.staffId,
        confirmed_at: now,
      });
    });
  }

  async #run(store: Store, runId: number): Promise<queries.RunRow> {
    const run = await queries.findRun(store, runId);
    if (!run) throw noRun();
    assertIn(run, readable);
    if (run.received < run.pieces)
      throw new Refusal('conflict', 'The file is not here yet, or not all of it.');
    return run;
  }

  async #plan(run: queries.RunRow, how: ReadHow): Promise<FilePlan> {
    try {
      return await planFile(this.#sourceOf(run), how);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw new Refusal('invalid_input', 'The file can’t be read like that.', {
        problem: error.problem,
      });
    }
  }

  #sourceOf({ id, bytes }: queries.RunRow): PieceSource {
    const { store, seal } = this.#parts;
    return new PieceSource(bytes, pieceBytes, (number) => openPiece(store, seal, id, number));
  }

  async #remembered(headings: readonly string[]): Promise<Confirmed | null> {
    const text = await queries.rememberedMapping(this.#parts.store, this.#hashOf(headings));
    return text === undefined ? null : remembered(text);
  }

  #hashOf(headings: readonly string[]): string {
    return this.#parts.keyedName(
      JSON.stringify(['import headings', ...headings.map(plainHeading)]),
    );
  }
}

/** An account has to be known by something, and a column has to be there. */
function assertUsable(mapping: Mapping, { headings }: FilePlan): void {
  const refuse = (message: string): never => {
    throw new Refusal('invalid_input', message, { field: 'mapping' });
  };
  if ([mapping.clientId, mapping.username, mapping.email].every((column) => column === undefined))
    refuse('Say which column holds the Client ID, the username or the e-mail address.');
  if (Object.values(mapping).some((column) => column >= headings.length))
    refuse('A column is named that the file does not have.');
}

/**
 * What is in a column that nobody has named may be a code: it shows by its length alone, as codes do
 * once they are named. What looks like a column of codes, or was one before, doesn't show by being
 * called something else: the file may be a colleague's.
 */
function openColumns(mapping: Mapping, others: readonly Mapping[]): ReadonlySet<number> {
  const codes = new Set([mapping, ...others].flatMap((one) => columnsOf(one, isCode)));
  return new Set(columnsOf(mapping, (target) => !isCode(target)).filter((one) => !codes.has(one)));
}

const columnsOf = (mapping: Mapping, wanted: (target: TargetField) => boolean) =>
  targetFields.filter(wanted).flatMap((target) => mapping[target] ?? []);

const isCode = (target: TargetField) => /code$/i.test(target) && target !== 'postalCode';

/** A cell with a card's number shows by its length, too: its row is going to be refused. */
function shown({ line, cells }: RawRecord, open: ReadonlySet<number>) {
  return {
    line,
    cells: cells.map((cell, column) => ({
      text: open.has(column) && !holdsCardNumber(cell) ? cell : null,
      characters: [...cell].length,
    })),
  };
}
