import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newTeamDatabase, type TeamDatabase, teamDatabase } from './team-database.ts';

/** In a folder of tests: says that its store is a database, and which. */
const fileName = 'team-database';

/** A new folder that stands for a database of its own with the demo store in it. */
export async function newTeamFolder(): Promise<string> {
  const { name } = await newTeamDatabase('demo');
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  await writeFile(join(folder, fileName), name);
  return folder;
}

/** The database that a folder stands for, or null where the folder has a store of its own. */
export async function teamDatabaseOf(folder: string): Promise<TeamDatabase | null> {
  const name = await readFile(join(folder, fileName), 'utf8').catch(() => null);
  return name === null ? null : teamDatabase(name);
}

/** Removes a folder of tests, and the database that it stands for, if it does. */
export async function removeTestFolder(folder: string): Promise<void> {
  const database = await teamDatabaseOf(folder);
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
}
