import { sql } from 'kysely';
import { Refusal } from '../../refusal.ts';
import { compareSteps, migrationTable } from '../migrate.ts';
import type { Store } from '../schema.ts';

/**
 * How far a database's schema is; `none` where no store was made yet. Refuses `newer_store` when a
 * newer version of the program wrote it.
 */
export async function readAge(store: Store): Promise<'none' | 'older' | 'current'> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass(${migrationTable}) is not null as there`.execute(store);
  if (!found[0]?.there) return 'none';
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(migrationTable)}`.execute(store);
  const age = compareSteps(rows.map(({ name }) => name));
  if (age === 'newer') throw newerStore();
  return rows.length === 0 ? 'none' : age;
}

/** What people hear of a schema that has steps which this version of the program does not know. */
export function newerStore(): Refusal {
  return new Refusal(
    'newer_store',
    'The team’s store was written by a newer version of Countersign. Nothing was changed: install that version on this server.',
  );
}
