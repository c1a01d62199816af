import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Secrets } from './secrets.ts';

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const key = bytes.refine((value) => value.length === 32);

const encoded = z
  .strictObject({
    version: z.literal(1),
    databaseKey: key,
    peppers: z.record(z.string(), key),
    currentPepperId: z.string(),
    auditKey: bytes,
    auditKeyId: z.string(),
  })
  .refine(({ peppers, currentPepperId }) => Object.hasOwn(peppers, currentPepperId));

/** The secrets as bytes, to be wrapped. */
export function encodeSecrets(secrets: Secrets): Buffer {
  const base64 = (value: Buffer) => value.toString('base64');
  return Buffer.from(
    JSON.stringify({
      version: 1,
      databaseKey: base64(secrets.databaseKey),
      peppers: Object.fromEntries([...secrets.peppers].map(([id, pepper]) => [id, base64(pepper)])),
      currentPepperId: secrets.currentPepperId,
      auditKey: base64(secrets.auditKey),
      auditKeyId: secrets.auditKeyId,
    }),
  );
}

/** The secrets from unwrapped bytes. Throws when these are not secrets, without repeating them. */
export function decodeSecrets(plain: Buffer): Secrets {
  const parsed = encoded.safeParse(parseJson(plain.toString('utf8')));
  if (!parsed.success) throw new Error('The unwrapped bytes are not the secrets of a store');
  const { version: _version, peppers, ...rest } = parsed.data;
  return { ...rest, peppers: new Map(Object.entries(peppers)) };
}

/** Tells stores apart in public: a hash of 256 random bits says nothing about them. */
export function storeIdOf(secrets: Secrets): string {
  return createHash('sha256')
    .update('countersign store id')
    .update(secrets.databaseKey)
    .digest('hex')
    .slice(0, 32);
}

/** Parses JSON; undefined for text that is none. The parser's own error would quote the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
