import { Migrator } from 'kysely/migration';
import type { DatabaseEngine } from './engine.ts';
import { migrations } from './migrations/index.ts';
import type { Store } from './schema.ts';

/** Where Kysely's migrator notes the steps a store has taken. */
export const migrationTable = 'kysely_migration';
/** Beside it; what serves as the lock differs between the engines. */
export const migrationLockTable = 'kysely_migration_lock';

/** How far a store is: has it steps we don't know, and does it lack any of ours? */
export function compareSteps(taken: readonly string[]): 'current' | 'older' | 'newer' {
  const known = Object.keys(migrations);
  if (taken.some((name) => !known.includes(name))) return 'newer';
  return known.every((name) => taken.includes(name)) ? 'current' : 'older';
}

/**
 * Takes the steps a store lacks, all of them in one transaction: it ends up current, or as it was.
 * A step can't change `foreign_keys`, which SQLite ignores inside a transaction.
 */
export async function migrate(store: Store, engine: DatabaseEngine): Promise<void> {
  const migrator = new Migrator({
    db: store,
    migrationTableName: migrationTable,
    migrationLockTableName: migrationLockTable,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(migrations).map(([name, step]) => [
            name,
            { up: (db: Store) => step(db, engine) },
          ]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
