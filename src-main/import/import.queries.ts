import type { Insertable, Selectable, Updateable } from 'kysely';
import type { ImportState } from '#shared/contract/import.contract.ts';
import type { ImportRunTable } from '../platform/database/schema/import-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

export type RunRow = Selectable<ImportRunTable>;
export type RunChange = Updateable<ImportRunTable>;
export type StartedRun = RunRow & { readonly starter: string | null };

/** States in which a run is under way: there is one such run at most. */
const underWay: readonly ImportState[] = ['receiving', 'reading', 'ready', 'applying', 'undoing'];
/** States in which a run goes on by itself. */
const working: readonly ImportState[] = ['reading', 'applying', 'undoing'];
/** States in which the accounts of a run are being written. */
const writing: readonly ImportState[] = ['applying', 'undoing'];

/** How many runs are listed. */
const listed = 50;

export function findRun(store: Store, runId: number): Promise<RunRow | undefined> {
  return store.selectFrom('import_run').selectAll().where('id', '=', runId).executeTakeFirst();
}

/** The run that is under way, if there is one. */
export function runUnderWay(store: Store): Promise<RunRow | undefined> {
  return newestIn(store, underWay);
}

/** The run that has work to do by itself, if there is one. */
export function runAtWork(store: Store): Promise<RunRow | undefined> {
  return newestIn(store, working);
}

/** The id of the run that is writing accounts now, if there is one. */
export async function runWriting(store: Store): Promise<number | null> {
  return (await newestIn(store, writing))?.id ?? null;
}

function newestIn(store: Store, states: readonly ImportState[]): Promise<RunRow | undefined> {
  return store
    .selectFrom('import_run')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The newest runs, and by whom they were begun. */
export function listRuns(store: Store): Promise<StartedRun[]> {
  return withStarter(store).orderBy('import_run.id', 'desc').limit(listed).execute();
}

export function findStartedRun(store: Store, runId: number): Promise<StartedRun | undefined> {
  return withStarter(store).where('import_run.id', '=', runId).executeTakeFirst();
}

function withStarter(store: Store) {
  return store
    .selectFrom('import_run')
    .leftJoin('staff', 'staff.id', 'import_run.started_by')
    .selectAll('import_run')
    .select('staff.name as starter');
}

/** The newest run that a person confirmed, if there is one: only that can be taken back. */
export async function newestConfirmed(store: Store): Promise<number | null> {
  const row = await store
    .selectFrom('import_run')
    .select('id')
    .where('confirmed_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertRun(tx: Tx, run: Insertable<ImportRunTable>): Promise<number> {
  const { id } = await tx
    .insertInto('import_run')
    .values(run)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Changes a run that is still as it was seen; false when it is not. Whoever works on it finds out
 * that way that somebody cancelled it or has it read anew, or that another process went on with it.
 */
export async function changeRun(
  tx: Tx,
  seen: Pick<RunRow, 'id' | 'state' | 'stage_at' | 'received' | 'rows_read' | 'applied_to'>,
  change: RunChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_run')
    .set(change)
    .where('id', '=', seen.id)
    .where('state', '=', seen.state)
    .where('stage_at', '=', seen.stage_at)
    .where('received', '=', seen.received)
    .where('rows_read', '=', seen.rows_read)
    .where('applied_to', '=', seen.applied_to)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** What was confirmed for these headings before. */
export async function rememberedMapping(
  store: Store,
  headingsHash: string,
): Promise<string | undefined> {
  const row = await store
    .selectFrom('import_mapping')
    .select('mapping')
    .where('headings_hash', '=', headingsHash)
    .executeTakeFirst();
  return row?.mapping;
}

/** Remembers what is confirmed for these headings, in place of what was. */
export async function rememberMapping(
  tx: Tx,
  headingsHash: string,
  values: { mapping: string; confirmed_by: number | null; confirmed_at: number },
): Promise<void> {
  await tx
    .insertInto('import_mapping')
    .values({ headings_hash: headingsHash, ...values })
    .onConflict((conflict) => conflict.column('headings_hash').doUpdateSet(values))
    .execute();
}
