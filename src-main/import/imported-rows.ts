import {
  type ImportedRow,
  type importChannels,
  importedRow,
  importTarget,
} from '#shared/contract/import.contract.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { Store } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { findRun } from './import.queries.ts';
import { rowsOf, type StoredRow } from './import-rows.queries.ts';
import { noRun } from './run-states.ts';
import { openRow } from './sealed-rows.ts';

type Channel = (typeof importChannels)['rows'];

const pageRows = 200;

/** The rows of a file as they were judged; never what stood in a row that was refused. */
export class ImportedRows {
  readonly #store: Store;
  readonly #seal: StoreSeal;

  constructor(store: Store, seal: StoreSeal) {
    this.#store = store;
    this.#seal = seal;
  }

  /** A page of one verdict. Refuses `not_found`. */
  async page({ runId, verdict, after }: ParsedInputOf<Channel>): Promise<OutputOf<Channel>> {
    if (!(await findRun(this.#store, runId))) throw noRun();
    const rows = await rowsOf(this.#store, runId, verdict, after, pageRows + 1);
    const shown = rows.slice(0, pageRows);
    return {
      rows: shown.map((row) => this.#viewOf(row)),
      next: rows.length > pageRows ? (shown.at(-1)?.number ?? null) : null,
    };
  }

  #viewOf(row: StoredRow): ImportedRow {
    const kept = row.sealed === null ? null : openRow(this.#seal, row);
    return {
      row: row.number,
      line: row.line,
      clientId: kept?.row.fields.clientId || null,
      username: kept?.row.fields.username || null,
      problem: importedRow.shape.problem.parse(row.problem),
      target: row.problem_field === null ? null : importTarget.parse(row.problem_field),
      column: row.problem_column,
      changes: [...(kept?.changes ?? [])],
    };
  }
}
