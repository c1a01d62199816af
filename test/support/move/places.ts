import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newTeamDatabase, type TeamDatabase } from '../postgres/team-database.ts';
import { tempFolder } from '../temp-folder.ts';
import { localDemoFolder } from '../test-desk.ts';

/** What a move goes between. */
export interface Places {
  readonly folder: string;
  readonly database: TeamDatabase;
  readonly keysFile: string;
}

/** A demo store in a folder, an empty database, and where the team's keys are to be; for one test. */
export async function places(): Promise<Places> {
  const folder = await localDemoFolder();
  const database = await newTeamDatabase(null);
  const keysFile = join(await tempFolder(), 'keys');
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, database, keysFile };
}

/** What tells `countersign move` to go there, and to come back into a folder. */
export const goTo = ({ folder, database, keysFile }: Places) => [
  ...['--to', database.owner, '--keys', keysFile, '--data-folder', folder, '--json'],
];
export const goFrom = ({ database, keysFile }: Places, folder: string) => [
  ...['--from', database.owner, '--keys', keysFile, '--data-folder', folder, '--json'],
];
