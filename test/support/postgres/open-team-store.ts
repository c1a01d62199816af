import { onTestFinished } from 'vitest';
import {
  type OpenPostgresOptions,
  openPostgresStore,
} from '#main/platform/database/postgres/open.ts';
import { createTeamBackend, type TeamBackendConfig } from '#main/team-backend.ts';
import { KeptLog } from '../kept-log.ts';
import { testHashCost } from '../test-hash-cost.ts';
import { newTeamDatabase, type TeamDatabase } from './team-database.ts';
import type { Template } from './test-run.ts';

/** A database of this test's own, dropped when the test ends. */
export async function teamDatabaseForTest(template: Template | null): Promise<TeamDatabase> {
  const database = await newTeamDatabase(template);
  onTestFinished(() => database.drop());
  return database;
}

/** Opens a database as a server of the team does; closed when the test ends. */
export async function openForTest(
  database: string,
  options: Omit<Partial<OpenPostgresOptions>, 'logger'> = {},
) {
  const log = new KeptLog();
  const opened = await openPostgresStore({ database, poolSize: 4, logger: log, ...options });
  let closed = false;
  const close = async () => {
    if (!closed) await opened.close();
    closed = true;
  };
  onTestFinished(close);
  return { ...opened, close, log };
}

/** A server's backend on a database, as a test needs it; closed when the test ends. */
export async function teamBackendForTest(
  { database, keys }: Pick<TeamBackendConfig, 'database' | 'keys'>,
  logger: TeamBackendConfig['logger'] = new KeptLog(),
) {
  const backend = await createTeamBackend({
    database,
    keys,
    address: 'https://desk.test',
    assetsFolder: 'assets',
    appVersion: '1',
    hashCost: testHashCost,
    logger,
  });
  onTestFinished(() => backend.close());
  return backend;
}
