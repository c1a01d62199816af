import type { AuditDetails } from '#shared/contract/audit.contract.ts';
import type { ImportState } from '#shared/contract/import.contract.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RunRow } from './import.queries.ts';

const inWords: Readonly<Record<ImportState, string>> = {
  receiving: 'This import has not been read yet.',
  reading: 'This import is being read.',
  ready: 'This import was read, and waits for you to confirm it.',
  applying: 'This import is being written.',
  applied: 'This import is finished.',
  undoing: 'This import is being taken back.',
  undone: 'This import was taken back.',
  cancelled: 'This import was cancelled.',
  failed: 'This import was given up.',
};

/** Refuses `conflict` unless the run is in one of these states. */
export function assertIn(run: Pick<RunRow, 'state'>, states: readonly ImportState[]): void {
  if (!states.includes(run.state))
    throw new Refusal('conflict', `${inWords[run.state]} So this can’t be done now.`, {
      state: run.state,
    });
}

export function noRun(): Refusal {
  return new Refusal('not_found', 'There is no such import.');
}

/** What the log says of a run: counts, and which file it was by its keyed digest (base64url). */
export function factsOf(run: RunRow): AuditDetails {
  return {
    runId: run.id,
    rowsNew: run.rows_new,
    rowsChanged: run.rows_changed,
    rowsSame: run.rows_same,
    rowsRefused: run.rows_refused,
    codes: run.codes,
    digest: run.digest && Buffer.from(run.digest, 'hex').toString('base64url'),
  };
}
