import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canaries } from './canaries.ts';
import type { SecretPlaces } from './secret-places.ts';
import { runCommand } from './secrets-desk.ts';

/** The chores of the command line, with secrets on standard input; what they make is searched. */
export async function walkCommandLine(
  dataFolder: string,
  backupFolder: string,
  canaries: Canaries,
  places: SecretPlaces,
): Promise<void> {
  const made = (path: string) => `${canaries.secret(path, 'none')}\n`;
  const run = async (expected: number, args: readonly string[], input = '') => {
    const code = await runCommand([...args, '--data-folder', dataFolder], input, places);
    if (code !== expected) throw new Error(`${args.join(' ')} ended with ${code}, not ${expected}`);
  };
  const add = ['staff', 'add', 'carla', '--name', 'Carla', '--password-stdin'];
  await run(0, add, made('a first password on standard input'));
  await run(1, add, made('a password on standard input for a username that is taken'));
  const reset = ['staff', 'reset-password', 'carla', '--password-stdin'];
  await run(0, reset, made('a password reset on standard input'));
  const verify = ['audit', 'verify', '--recovery-key-stdin'];
  await run(0, verify, made('a recovery key on standard input'));
  await run(0, ['audit', 'export']);
  await run(0, ['backup', backupFolder]);
  await addFiles('the backup', backupFolder, places);
}

/** Adds every file of a folder as it is on the disk. */
export async function addFiles(what: string, folder: string, places: SecretPlaces): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    places.add(`${what}: ${entry.name}`, bytes);
  }
}
