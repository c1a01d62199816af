import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Seals bytes under a 256-bit key: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. The
 * purpose is bound in: what was sealed for one purpose does not open for another.
 */
export function seal(key: Buffer, plain: Buffer, purpose: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Opens what `seal` made. Throws when key or purpose is another one, or a byte has changed. */
export function unseal(key: Buffer, sealed: Buffer, purpose: string): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error('The sealed bytes are too short');
  const cipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  cipher.setAAD(Buffer.from(purpose));
  cipher.setAuthTag(sealed.subarray(-tagLength));
  const body = sealed.subarray(nonceLength, -tagLength);
  return Buffer.concat([cipher.update(body), cipher.final()]);
}
