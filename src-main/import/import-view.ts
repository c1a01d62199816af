import {
  type ImportFailure,
  type ImportView,
  importFailure,
  importHow,
} from '#shared/contract/import.contract.ts';
import type { RunRow } from './import.queries.ts';

/** What is known of a run beside its row. */
export interface RunStanding {
  readonly starter: string | null;
  /** The codes of it that wait to be hashed, and how long one takes in milliseconds, if known. */
  readonly codesWaiting: number;
  readonly codeMs: number | null;
  /** Whether no later run was confirmed. */
  readonly newest: boolean;
  readonly now: number;
}

/** How a run stands, for people to read. */
export function importViewOf(row: RunRow, standing: RunStanding): ImportView {
  const { codesWaiting, codeMs } = standing;
  // Before they are written none waits, and it is asked how long it will take.
  const isAhead = row.state === 'ready' || row.state === 'applying';
  const toHash = isAhead ? row.codes : codesWaiting;
  return {
    runId: row.id,
    state: row.state,
    startedBy: standing.starter,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    bytes: row.bytes,
    pieces: row.pieces,
    received: row.received,
    ...howIn(row),
    rows: {
      read: row.rows_read,
      new: row.rows_new,
      changed: row.rows_changed,
      same: row.rows_same,
      refused: row.rows_refused,
    },
    progress: progressOf(row, standing.now),
    codes: {
      brought: row.codes,
      waiting: codesWaiting,
      left: codeMs === null ? null : Math.ceil(toHash * codeMs),
    },
    undoable: row.state === 'applied' && standing.newest,
    failure: failureOf(row),
  };
}

const howIn = ({ format, encoding, delimiter, sheet }: RunRow) =>
  importHow.parse({ format, encoding, delimiter, sheet });

function failureOf({ failure }: RunRow): ImportFailure | null {
  return failure === null ? null : importFailure.parse(failure);
}

function progressOf(row: RunRow, now: number): ImportView['progress'] {
  const { state } = row;
  if (state === 'reading') return progress(row, row.bytes_read, row.bytes, now);
  if (state === 'applying') return progress(row, row.applied_to, row.rows_read, now);
  if (state === 'undoing') return progress(row, row.rows_read - row.applied_to, row.rows_read, now);
  return null;
}

/** What is left is taken to go as fast as what was done since this stage began. */
function progress({ stage_at }: RunRow, done: number, of: number, now: number) {
  const took = now - stage_at;
  const left = done > 0 && took > 0 ? Math.round((took * (of - done)) / done) : null;
  return { done, of, left };
}
