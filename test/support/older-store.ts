import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { onTestFinished } from 'vitest';
import type { DatabaseEngine } from '#main/platform/database/engine.ts';
import { migrationLockTable, migrationTable } from '#main/platform/database/migrate.ts';
import { migrations } from '#main/platform/database/migrations/index.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { StoreDialect } from '#main/platform/database/sqlite/dialect.ts';
import { testedEngine } from './new-store.ts';
import { newTeamDatabase } from './postgres/team-database.ts';
import { onPostgres } from './test-desk.ts';

/** Takes the steps of the schema that come before that one, and notes them as a store does. */
export async function takeStepsBefore(
  store: Store,
  engine: DatabaseEngine,
  step: string,
): Promise<void> {
  const before = Object.entries(migrations).filter(([name]) => name < step);
  const migrator = new Migrator({
    db: store,
    migrationTableName: migrationTable,
    migrationLockTableName: migrationLockTable,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          before.map(([name, up]) => [name, { up: (db: Store) => up(db, engine) }]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Works on a store as it was before that step, on the engine that the tests run on. */
export async function withStoreBefore(
  step: string,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const run = async (store: Store) => {
    await takeStepsBefore(store, testedEngine, step);
    await work(store);
  };
  if (!onPostgres) return run(new Kysely({ dialect: new StoreDialect(new Sqlite(':memory:')) }));
  const database = await newTeamDatabase(null);
  onTestFinished(() => database.drop());
  await asOwner(database.owner, run);
}
