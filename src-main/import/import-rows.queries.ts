import type { Insertable, Selectable } from 'kysely';
import type { RowVerdict } from '#shared/contract/import.contract.ts';
import { inParts } from '../platform/database/many-rows.ts';
import type { ImportKeyTable, ImportRowTable } from '../platform/database/schema/import-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

export type StoredRow = Selectable<ImportRowTable>;

export async function insertRows(
  tx: Tx,
  rows: readonly Insertable<ImportRowTable>[],
): Promise<void> {
  for (const some of inParts(rows)) await tx.insertInto('import_row').values(some).execute();
}

/** What a row put into the accounts, in place of what is stored of it. */
export async function keepOutcomes(
  tx: Tx,
  rows: readonly Pick<
    StoredRow,
    'run_id' | 'number' | 'line' | 'verdict' | 'account_id' | 'before_sealed' | 'before_key_id'
  >[],
): Promise<void> {
  for (const some of inParts(rows))
    await tx
      .insertInto('import_row')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['run_id', 'number']).doUpdateSet((eb) => ({
          account_id: eb.ref('excluded.account_id'),
          before_sealed: eb.ref('excluded.before_sealed'),
          before_key_id: eb.ref('excluded.before_key_id'),
          sealed: null,
          seal_key_id: null,
        })),
      )
      .execute();
}

/** Says of a row why it could not be applied. */
export async function refuseRow(
  tx: Tx,
  row: Pick<StoredRow, 'run_id' | 'number'>,
  why: Pick<StoredRow, 'problem' | 'problem_field'>,
): Promise<void> {
  await tx
    .updateTable('import_row')
    .set({ verdict: 'refused', sealed: null, seal_key_id: null, ...why })
    .where('run_id', '=', row.run_id)
    .where('number', '=', row.number)
    .execute();
}

/** The rows of one verdict after that row, at most `count`. */
export function rowsOf(
  store: Store,
  runId: number,
  verdict: RowVerdict,
  after: number,
  count: number,
): Promise<StoredRow[]> {
  return forward(store, runId, after, count).where('verdict', '=', verdict).execute();
}

/** All rows after that row in the order of the file, at most `count`. */
export function rowsAfter(
  store: Store,
  runId: number,
  after: number,
  count: number,
): Promise<StoredRow[]> {
  return forward(store, runId, after, count).execute();
}

function forward(store: Store, runId: number, after: number, count: number) {
  return store
    .selectFrom('import_row')
    .selectAll()
    .where('run_id', '=', runId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(count);
}

/** All rows up to that row, the last first, at most `count`. */
export function rowsBackFrom(
  store: Store,
  runId: number,
  from: number,
  count: number,
): Promise<StoredRow[]> {
  return store
    .selectFrom('import_row')
    .selectAll()
    .where('run_id', '=', runId)
    .where('number', '<=', from)
    .orderBy('number', 'desc')
    .limit(count)
    .execute();
}

/** Whether a run that is writing accounts writes, or will write, this one. */
export async function writes(store: Store, runId: number, accountId: number): Promise<boolean> {
  const row = await store
    .selectFrom('import_row')
    .select('number')
    .where('account_id', '=', accountId)
    .where('run_id', '=', runId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Notes what rows of a file name; returns the numbers of the rows that name something which an
 * earlier row named.
 */
export async function takeKeys(
  tx: Tx,
  keys: readonly Insertable<ImportKeyTable>[],
): Promise<ReadonlySet<number>> {
  const twice = new Set<number>();
  for (const some of inParts(keys)) {
    const added = await tx
      .insertInto('import_key')
      .values(some)
      .onConflict((conflict) => conflict.columns(['run_id', 'value']).doNothing())
      .returning(['value', 'number'])
      .execute();
    const first = new Set(added.map(identity));
    for (const key of some) if (!first.has(identity(key))) twice.add(key.number);
  }
  return twice;
}

const identity = ({ value, number }: Omit<Insertable<ImportKeyTable>, 'run_id'>) =>
  `${number} ${value}`;
