import { sql } from 'kysely';
import type { Store, Tx } from '../platform/database/schema.ts';

/** What has served its turn: a run's pieces, what its file named, its rows, or all but the refused. */
export type Leftover = {
  readonly runId: number;
  readonly what: 'pieces' | 'keys' | 'rows' | 'rows_not_refused';
};

/** So many rows are deleted in one transaction, and so many pieces. */
const rowsAtOnce = 1_000;
const piecesAtOnce = 50;

/**
 * What is left of runs and of no more use. Pieces, until a run is confirmed; what a file named,
 * until it is applied or taken back; and rows, for as long as they can be taken back, or tell why one was refused.
 */
export async function findLeftover(store: Store): Promise<Leftover | undefined> {
  const { rows } = await sql<Leftover>`
    select id as "runId", 'pieces' as what from import_run
    where state not in ('receiving', 'reading', 'ready')
      and exists (select 1 from import_piece where run_id = import_run.id)
    union all
    select id, 'keys' from import_run
    where state not in ('reading', 'ready', 'applying', 'undoing')
      and exists (select 1 from import_key where run_id = import_run.id)
    union all
    select id, 'rows' from import_run
    where exists (select 1 from import_run as later
        where later.id > import_run.id and later.confirmed_at is not null)
      and exists (select 1 from import_row where run_id = import_run.id)
    union all
    select id, 'rows_not_refused' from import_run
    where state in ('undone', 'cancelled', 'failed')
      and exists (select 1 from import_row
        where run_id = import_run.id and verdict in ('new', 'changed', 'same'))
    limit 1`.execute(store);
  return rows[0];
}

/** Deletes some of a leftover; false when nothing was there. */
export async function deleteSome(tx: Tx, { runId, what }: Leftover): Promise<boolean> {
  if (what === 'pieces') return deletePieces(tx, runId);
  if (what === 'keys') return deleteKeys(tx, runId);
  return deleteRows(tx, runId, what === 'rows');
}

async function deletePieces(tx: Tx, runId: number): Promise<boolean> {
  const found = await tx
    .selectFrom('import_piece')
    .select('number')
    .where('run_id', '=', runId)
    .orderBy('number')
    .limit(piecesAtOnce)
    .execute();
  const last = found.at(-1);
  if (!last) return false;
  await tx
    .deleteFrom('import_piece')
    .where('run_id', '=', runId)
    .where('number', '<=', last.number)
    .execute();
  return true;
}

async function deleteKeys(tx: Tx, runId: number): Promise<boolean> {
  const found = await tx
    .selectFrom('import_key')
    .select('value')
    .where('run_id', '=', runId)
    .orderBy('value')
    .limit(rowsAtOnce)
    .execute();
  const last = found.at(-1);
  if (!last) return false;
  await tx
    .deleteFrom('import_key')
    .where('run_id', '=', runId)
    .where('value', '<=', last.value)
    .execute();
  return true;
}

async function deleteRows(tx: Tx, runId: number, refusedToo: boolean): Promise<boolean> {
  const found = await tx
    .selectFrom('import_row')
    .select('number')
    .where('run_id', '=', runId)
    .$if(!refusedToo, (query) => query.where('verdict', 'in', ['new', 'changed', 'same']))
    .orderBy('number')
    .limit(rowsAtOnce)
    .execute();
  const last = found.at(-1);
  if (!last) return false;
  await tx
    .deleteFrom('import_row')
    .where('run_id', '=', runId)
    .where('number', '<=', last.number)
    .$if(!refusedToo, (query) => query.where('verdict', '<>', 'refused'))
    .execute();
  return true;
}
