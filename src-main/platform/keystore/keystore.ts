import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode, writeDurably } from '../durable-files.ts';
import { Refusal } from '../refusal.ts';
import type { SecretProtector, Secrets } from './secrets.ts';
import { decodeSecrets, encodeSecrets, parseJson, storeIdOf } from './secrets-codec.ts';

export const keystoreFileName = 'keystore.json';

const version = 1;
const keystoreFile = z.strictObject({
  format: z.literal('countersign-keystore'),
  version: z.literal(version),
  /** `storeIdOf` the secrets: says which store the wrappings belong to. */
  store: z.string(),
  /** The secrets, wrapped once for each kind of protector that may open the store; base64. */
  wrappings: z.record(z.string(), z.base64()),
});
type KeystoreFile = z.infer<typeof keystoreFile>;

const withRecoveryKey = 'Give the recovery key of the store to open it here.';

/** The secrets of one store in its data folder, wrapped by what guards keys on this machine. */
export class Keystore {
  readonly file: string;
  readonly #protector: SecretProtector;

  constructor(folder: string, protector: SecretProtector) {
    this.file = join(folder, keystoreFileName);
    this.#protector = protector;
  }

  /**
   * The secrets. Refuses `key_unavailable` when they can't be had here (the message says why), and
   * `newer_store` when a newer version of the program wrote the keystore.
   */
  async load(): Promise<Secrets> {
    const stored = await this.#read();
    if (stored === 'missing')
      throw unavailable('The keys of this store are not in the data folder.');
    if (stored === 'damaged') throw unavailable(`The keys in ${this.file} are damaged.`);
    const wrapped = Object.hasOwn(stored.wrappings, this.#protector.kind)
      ? stored.wrappings[this.#protector.kind]
      : undefined;
    if (wrapped === undefined)
      throw unavailable(
        'The key of this store is kept for another way of running Countersign, not for this one.',
      );
    return this.#unwrap(Buffer.from(wrapped, 'base64'));
  }

  /**
   * Keeps the secrets for this machine's protector. The wrappings of other protectors stay, unless
   * they are another store's or unreadable. Refuses `newer_store` as `load` does.
   */
  async save(secrets: Secrets): Promise<void> {
    const store = storeIdOf(secrets);
    const stored = await this.#read();
    const others = typeof stored === 'object' && stored.store === store ? stored.wrappings : {};
    const wrapped = await this.#protector.protect(encodeSecrets(secrets));
    const content: KeystoreFile = {
      format: 'countersign-keystore',
      version,
      store,
      wrappings: { ...others, [this.#protector.kind]: wrapped.toString('base64') },
    };
    await writeDurably(this.file, `${JSON.stringify(content, null, 2)}\n`);
  }

  async #read(): Promise<KeystoreFile | 'missing' | 'damaged'> {
    const content = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return null;
      throw unavailable(`The keys in ${this.file} can’t be read.`);
    });
    if (content === null) return 'missing';
    const json = parseJson(content);
    refuseNewer(json);
    const parsed = keystoreFile.safeParse(json);
    return parsed.success ? parsed.data : 'damaged';
  }

  async #unwrap(wrapped: Buffer): Promise<Secrets> {
    try {
      return decodeSecrets(await this.#protector.unprotect(wrapped));
    } catch (error) {
      if (error instanceof Refusal) throw unavailable(error.message);
      throw unavailable('The key of this store can’t be unlocked on this machine.');
    }
  }
}

/** Refuses `newer_store` for a file of the keystore that says it has a later format. */
export function refuseNewer(json: unknown): void {
  const later = z.object({ version: z.number().gt(version) }).safeParse(json);
  if (later.success)
    throw new Refusal(
      'newer_store',
      'The keys of this store were written by a newer version of Countersign. Nothing was changed: install the newest version to open it.',
    );
}

function unavailable(what: string): Refusal {
  return new Refusal('key_unavailable', `${what} ${withRecoveryKey}`);
}
