import { hkdfSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode, writeDurably, writeNewDurably } from '../durable-files.ts';
import { Refusal } from '../refusal.ts';
import { refuseNewer } from './keystore.ts';
import { parseRecoveryWords } from './recovery-key.ts';
import { seal, unseal } from './sealed-box.ts';
import type { Secrets } from './secrets.ts';
import { decodeSecrets, encodeSecrets, parseJson, storeIdOf } from './secrets-codec.ts';

export const recoveryFileName = 'recovery.json';

const purpose = 'countersign recovery 1';
const recoveryFile = z.strictObject({
  format: z.literal('countersign-recovery'),
  version: z.literal(1),
  store: z.string(),
  salt: z.base64(),
  /** The secrets, sealed under the recovery key; base64. */
  sealed: z.base64(),
});

/** Keeps the secrets in a folder so that the words of the recovery key open them, and only they. */
export async function saveRecovery(
  folder: string,
  secrets: Secrets,
  words: readonly string[],
): Promise<void> {
  const salt = randomBytes(32);
  const content: z.input<typeof recoveryFile> = {
    format: 'countersign-recovery',
    version: 1,
    store: storeIdOf(secrets),
    salt: salt.toString('base64'),
    sealed: seal(keyOf(words.join(' '), salt), encodeSecrets(secrets), purpose).toString('base64'),
  };
  await writeDurably(join(folder, recoveryFileName), `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * The secrets by the words of the recovery key. Refuses `invalid_input` when the words are not a
 * recovery key or not this store's, `key_unavailable` when the folder has no usable recovery file.
 */
export async function recoverSecrets(folder: string, words: string): Promise<Secrets> {
  const { parsed } = await read(join(folder, recoveryFileName));
  const key = keyOf(words, Buffer.from(parsed.salt, 'base64'));
  try {
    return decodeSecrets(unseal(key, Buffer.from(parsed.sealed, 'base64'), purpose));
  } catch {
    throw new Refusal('invalid_input', 'This is the recovery key of another store.');
  }
}

/**
 * Copies the recovery file of these secrets to another folder, so that the same recovery key opens
 * them there; one that is there already stays. Refuses `key_unavailable` when there is no usable
 * recovery file, `conflict` when either folder has another store's.
 */
export async function copyRecovery(from: string, to: string, secrets: Secrets): Promise<void> {
  const { content, parsed } = await read(join(from, recoveryFileName));
  if (parsed.store !== storeIdOf(secrets)) throw anothers(from);
  const copy = join(to, recoveryFileName);
  if (await writeNewDurably(copy, content)) return;
  if ((await read(copy)).parsed.store !== parsed.store) throw anothers(to);
}

async function read(file: string) {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unusable(file, hasCode(error, 'ENOENT') ? 'is missing' : 'can’t be read');
  });
  const json = parseJson(content);
  refuseNewer(json);
  const { success, data } = recoveryFile.safeParse(json);
  if (!success) throw unusable(file, 'is damaged');
  return { content, parsed: data };
}

function anothers(folder: string): Refusal {
  return new Refusal(
    'conflict',
    `The recovery file in ${folder} is another store’s. Nothing was changed: name another folder.`,
  );
}

/**
 * HKDF-SHA-256 (RFC 5869). The words carry 128 random bits, not something a person chose, so a slow
 * hash would add nothing.
 */
function keyOf(words: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', parseRecoveryWords(words), salt, purpose, 32));
}

function unusable(file: string, what: string): Refusal {
  return new Refusal(
    'key_unavailable',
    `The recovery file ${file} ${what}, so the recovery key can’t open the store. Put it back from a backup.`,
  );
}
