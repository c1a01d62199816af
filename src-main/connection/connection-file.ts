import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { z } from 'zod';
import { hasCode, syncFolder, writeDurably } from '../platform/durable-files.ts';
import type { SecretProtector } from '../platform/keystore/secrets.ts';
import { parseJson } from '../platform/keystore/secrets-codec.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Pin } from './server-trust.ts';

export const connectionFileName = 'connection.json';

/** What this desk keeps of its connection to a team's server. */
export interface Connection {
  /** The server's origin. */
  readonly address: string;
  /** Null: whatever a known authority has signed for the server's name. */
  readonly pin: Pin | null;
  /** This desk's private key, PKCS #8 DER. */
  readonly deviceKey: Buffer;
  /** The token of the session at this desk, if there is one. */
  readonly token: string | null;
}

const version = 1;
const pin = z.strictObject({ fingerprint: z.string(), certificate: z.string() });
const connectionFile = z.strictObject({
  format: z.literal('countersign-connection'),
  version: z.literal(version),
  address: z.string(),
  pin: pin.nullable(),
  /** Which protector has wrapped the secrets, and these; base64. */
  protector: z.string(),
  secrets: z.base64(),
});
/** Address and fingerprint stand here too: changed from outside they would lead the token astray. */
const secrets = z.strictObject({
  address: z.string(),
  fingerprint: z.string().nullable(),
  deviceKey: z.base64(),
  token: z.string().nullable(),
});

/** The connection in the data folder; its secrets are wrapped by what guards keys on this machine. */
export class ConnectionFile {
  readonly #file: string;
  readonly #protector: SecretProtector;
  readonly #oneAtATime = pLimit(1);

  constructor(dataFolder: string, protector: SecretProtector) {
    this.#file = join(dataFolder, connectionFileName);
    this.#protector = protector;
  }

  /**
   * The connection, or null when there is none. Refuses `newer_store` for a newer program's file,
   * `store_damaged` for one that is no such file, and `store_unavailable` when it can't be read or
   * its secrets can't be unlocked here.
   */
  async load(): Promise<Connection | null> {
    const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
      throw this.#unusable('store_unavailable', 'can’t be read. Check its permissions');
    });
    if (text === null) return null;
    const json = parseJson(text);
    if (z.object({ version: z.number().gt(version) }).safeParse(json).success)
      throw this.#unusable(
        'newer_store',
        'was written by a newer version of Countersign. Install the newest version',
      );
    const parsed = connectionFile.safeParse(json);
    if (!parsed.success) throw this.#unusable('store_damaged', `is damaged. ${takeAway}`);
    return this.#unwrap(parsed.data);
  }

  /** Keeps the connection. Rejects when the secrets can't be wrapped or the file can't be written. */
  save(connection: Connection): Promise<void> {
    return this.#oneAtATime(async () => {
      const { address, pin, deviceKey, token } = connection;
      const plain: z.input<typeof secrets> = {
        address,
        fingerprint: pin?.fingerprint ?? null,
        deviceKey: deviceKey.toString('base64'),
        token,
      };
      const wrapped = await this.#protector.protect(Buffer.from(JSON.stringify(plain)));
      const content: z.input<typeof connectionFile> = {
        format: 'countersign-connection',
        version,
        address,
        pin,
        protector: this.#protector.kind,
        secrets: wrapped.toString('base64'),
      };
      await writeDurably(this.#file, `${JSON.stringify(content, null, 2)}\n`);
    });
  }

  /** Forgets the connection. */
  remove(): Promise<void> {
    return this.#oneAtATime(async () => {
      await rm(this.#file, { force: true });
      await syncFolder(dirname(this.#file));
    });
  }

  async #unwrap(stored: z.output<typeof connectionFile>): Promise<Connection> {
    const wrapped = Buffer.from(stored.secrets, 'base64');
    const plain = await this.#protector.unprotect(wrapped).catch(() => {
      throw this.#unusable(
        'store_unavailable',
        'can’t be unlocked on this computer. Unlock its password store and look again',
      );
    });
    const parsed = secrets.safeParse(parseJson(plain.toString('utf8')));
    const { address, pin } = stored;
    if (
      !parsed.success ||
      parsed.data.address !== address ||
      parsed.data.fingerprint !== (pin?.fingerprint ?? null)
    )
      throw this.#unusable('store_damaged', `was changed from outside. ${takeAway}`);
    const { deviceKey, token } = parsed.data;
    return { address, pin, deviceKey: Buffer.from(deviceKey, 'base64'), token };
  }

  #unusable(code: 'newer_store' | 'store_damaged' | 'store_unavailable', what: string): Refusal {
    return new Refusal(
      code,
      `The file ${this.#file}, which holds this desk’s connection, ${what}.`,
    );
  }
}

const takeAway = 'Take it away and start again to connect anew';
