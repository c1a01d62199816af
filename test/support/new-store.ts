import { onTestFinished } from 'vitest';
import { postgresEngine } from '#main/platform/database/postgres/engine.ts';
import { sqliteEngine } from '#main/platform/database/sqlite/engine.ts';
import { newTeamDatabase } from './postgres/team-database.ts';
import { newSqliteStore } from './sqlite-store.ts';
import { openPlace, type StorePlace } from './store-place.ts';
import { onPostgres } from './test-desk.ts';

/** The engine that the tests run on. */
export const testedEngine = onPostgres ? postgresEngine : sqliteEngine;

/** A new store of this test's own, empty but for its schema, on the engine that the tests run on. */
export async function newStore() {
  if (onPostgres) return newPostgresStore();
  const { store, file, key } = await newSqliteStore();
  const place: StorePlace = { kind: 'file', file, key: key.toString('hex') };
  return { store, place };
}

async function newPostgresStore() {
  const database = await newTeamDatabase('empty');
  const place: StorePlace = { kind: 'database', address: database.owner };
  const { store, close } = await openPlace(place);
  onTestFinished(async () => {
    await close();
    await database.drop();
  });
  return { store, place };
}
