import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { hasCode, writeNewDurably } from '../durable-files.ts';
import { Refusal } from '../refusal.ts';
import { refuseNewer } from './keystore.ts';
import type { Secrets } from './secrets.ts';
import { decodeSecrets, encodeSecrets, parseJson, storeIdOf } from './secrets-codec.ts';

/** The environment variable that names the keys file when no option does. */
export const teamKeysVariable = 'COUNTERSIGN_KEYS';
/** The name that the keys have among a service's credentials (systemd's `LoadCredential=`). */
export const teamKeysCredential = 'countersign-keys';

type Environment = Readonly<Record<string, string | undefined>>;

/** More than any store's keys come to; a file given by mistake is not read whole. */
const largest = 65_536;

/**
 * The file with the team's keys, as an absolute path: the option, else the environment variable,
 * else the service's credential; null when none of them is given. An empty text counts as not given.
 */
export function teamKeysFile(
  option: string | undefined,
  environment: Environment = process.env,
): string | null {
  const given = option || environment[teamKeysVariable];
  if (given) return resolve(given);
  const credentials = environment['CREDENTIALS_DIRECTORY'];
  return credentials ? resolve(join(credentials, teamKeysCredential)) : null;
}

/**
 * Reads the keys of a team's store. They are in the clear, so the file has to be the service's alone
 * (mode 0600 or 0400); systemd shows a credential as 0440, for a right that only the service has.
 * Refuses `key_unavailable` when it is missing, can't be read, is not such a file, or other users may
 * read it; `newer_store` when a newer version of the program wrote it.
 */
export async function readTeamKeys(
  file: string,
  environment: Environment = process.env,
): Promise<Secrets> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw hasCode(error, 'ENOENT', 'ENOTDIR')
      ? unavailable(`The keys file ${file} is not there. Check --keys.`)
      : unavailable(`The keys file ${file} can’t be read. Check who owns it.`);
  });
  try {
    const { mode, size } = await handle.stat();
    refuseSharing(file, mode, environment);
    if (size > largest) throw damaged(file);
    const content = await handle.readFile();
    refuseNewer(parseJson(content.toString('utf8')));
    return decodeSecrets(content);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw damaged(file);
  } finally {
    await handle.close();
  }
}

/**
 * Keeps the keys in a new file, readable by its owner only. A file that is there stays as it is:
 * refuses `conflict` unless it holds these same keys, and `key_unavailable` as reading does.
 */
export async function keepTeamKeys(file: string, secrets: Secrets): Promise<void> {
  if (await writeNewDurably(file, encodeSecrets(secrets).toString('utf8'))) return;
  if (storeIdOf(await readTeamKeys(file)) !== storeIdOf(secrets))
    throw new Refusal(
      'conflict',
      `The keys file ${file} holds another store’s keys. Nothing was changed: name another file, in a folder of its own.`,
    );
}

function refuseSharing(file: string, mode: number, environment: Environment): void {
  // Windows has no such mode: there the folder's own permissions guard the file.
  if (process.platform === 'win32') return;
  const credentials = environment['CREDENTIALS_DIRECTORY'];
  const isCredential = credentials && dirname(resolve(file)) === resolve(credentials);
  if ((mode & (isCredential ? 0o037 : 0o077)) === 0) return;
  throw unavailable(
    `Other users of this machine may read the keys file, so it is not used. If nobody has copied it, run: chmod 600 '${file}'`,
  );
}

function damaged(file: string): Refusal {
  return unavailable(
    `The file ${file} does not hold a team’s keys, or is damaged. Put the keys file back from its backup, or make it anew from the recovery key with "countersign team recover".`,
  );
}

function unavailable(message: string): Refusal {
  return new Refusal('key_unavailable', message);
}
