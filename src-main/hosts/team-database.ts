/** The environment variable that names the team's database when no option does. */
export const teamDatabaseVariable = 'COUNTERSIGN_DATABASE';

/**
 * The address of the team's database: the option, else the environment variable, where it shows in
 * no list of processes; null when neither is given. An empty text counts as not given.
 */
export function teamDatabaseAddress(option: string | undefined): string | null {
  return option || process.env[teamDatabaseVariable] || null;
}

/** What people may read of a database's address: no role and no password. */
export function databaseInWords(address: string): string {
  if (!URL.canParse(address)) return 'the team’s database';
  const { host, pathname } = new URL(address);
  return `the database ${decodeURIComponent(pathname.slice(1))} on ${host || 'this machine'}`;
}
