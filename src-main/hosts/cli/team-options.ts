import { Option } from 'commander';
import { teamKeysFile, teamKeysVariable } from '../../platform/keystore/team-keys.ts';
import { teamDatabaseAddress, teamDatabaseVariable } from '../team-database.ts';
import { misuse } from './exit.ts';

/** `--database`: for commands on a team's database alone. */
export function databaseOption(whose: string): Option {
  return new Option(
    '--database <url>',
    `the team's database, with ${whose}: postgres://role:password@host/database (env: ${teamDatabaseVariable})`,
  );
}

export function keysOption(): Option {
  return new Option(
    '--keys <file>',
    `the file with the team's keys (env: ${teamKeysVariable}; else the service's credential)`,
  );
}

/** The database that was named; misuse when none was. */
export function requireDatabase(option: string | undefined, name = '--database'): string {
  const address = teamDatabaseAddress(option);
  if (address === null)
    throw misuse(`No database is named. Give ${name}, or set ${teamDatabaseVariable}.`);
  return address;
}

/** The keys file that was named; misuse when none was. */
export function requireKeys(option: string | undefined): string {
  const file = teamKeysFile(option);
  if (file === null)
    throw misuse(`No file with the team's keys is named. Give --keys, or set ${teamKeysVariable}.`);
  return file;
}
