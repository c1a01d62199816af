import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { hasCode, writeNewDurably } from '../durable-files.ts';
import { Refusal } from '../refusal.ts';
import { seal, unseal } from './sealed-box.ts';
import type { SecretProtector } from './secrets.ts';

/** The key file's name in the data folder. */
export const keyFileName = 'keystore.key';

const purpose = 'countersign key file 1';

const notGuarded =
  'The key of the data is kept in a file beside it, which only this user account can read. ' +
  'Whoever copies the whole data folder can open it: keep the disk encrypted and the folder private.';

/**
 * Guards secrets with a random 256-bit key in a file (mode 0600), for machines without a password
 * store: the web host and the command line. The file is made when something is first protected.
 * Refuses `key_unavailable` when the file is missing, not a key, or may be read by other users.
 */
export function createKeyFileProtector(file: string): SecretProtector {
  return {
    kind: 'key-file',
    warning: async () => notGuarded,
    async protect(plain) {
      await writeNewDurably(file, `${randomBytes(32).toString('hex')}\n`);
      return seal(await readKey(file), plain, purpose);
    },
    async unprotect(wrapped) {
      return unseal(await readKey(file), wrapped, purpose);
    },
  };
}

async function readKey(file: string): Promise<Buffer> {
  const handle = await openKey(file);
  try {
    const { mode } = await handle.stat();
    // Windows has no such mode: there the folder's own permissions guard the file.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new Refusal(
        'key_unavailable',
        `Other users of this machine may read the key file, so it is not used. If nobody has copied it, run: chmod 600 '${file}' and start again.`,
      );
    const text = (await handle.readFile('utf8')).trim();
    if (!/^[0-9a-f]{64}$/.test(text))
      throw new Refusal('key_unavailable', `The key file ${file} is damaged.`);
    return Buffer.from(text, 'hex');
  } finally {
    await handle.close();
  }
}

async function openKey(file: string) {
  try {
    return await open(file, 'r');
  } catch (error) {
    const what = hasCode(error, 'ENOENT') ? 'is missing' : 'can’t be read';
    throw new Refusal('key_unavailable', `The key file ${file} ${what}.`);
  }
}
