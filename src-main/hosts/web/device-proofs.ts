import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parseProof, proofLifetimeMs, proofMessage } from '#shared/rules/device-proof.ts';

/** What a caller says to prove its device: the two headers, or the first message of a WebSocket. */
export interface GivenProof {
  readonly device: unknown;
  readonly proof: unknown;
}

/** What it came to. Anything that is no proof at all is `none`: the session room judges that. */
export type Proven =
  | { readonly kind: 'proved'; readonly device: string }
  | { readonly kind: 'none' }
  /** Signed rightly, but at another time: `now` is ours. */
  | { readonly kind: 'wrong_time'; readonly now: number };

/** A P-256 key's SubjectPublicKeyInfo up to its two coordinates (RFC 5480 §2): the one DER form. */
const p256Head = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
const spkiBytes = p256Head.length + 64;

/**
 * Checks a device's proof over one call: the key strictly P-256, the signature over this channel,
 * time and body, and the time within two minutes of `now` (Unix milliseconds).
 */
export function checkProof(
  given: GivenProof,
  { channel, bodyHash, now }: { channel: string; bodyHash: string; now: number },
): Proven {
  const { device, proof } = given;
  if (typeof device !== 'string' || typeof proof !== 'string') return none;
  const parts = parseProof(proof);
  const spki = Buffer.from(device.slice(0, 200), 'base64url');
  const key = p256Key(spki);
  if (parts === null || key === null) return none;
  const { at, signature } = parts;
  const message = Buffer.from(proofMessage({ channel, at, bodyHash }));
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', message, options, Buffer.from(signature, 'base64url'))) return none;
  if (Math.abs(at - now) > proofLifetimeMs) return { kind: 'wrong_time', now };
  return { kind: 'proved', device: createHash('sha256').update(spki).digest('hex') };
}

const none: Proven = { kind: 'none' };

function p256Key(spki: Buffer): KeyObject | null {
  if (spki.length !== spkiBytes || !spki.subarray(0, p256Head.length).equals(p256Head)) return null;
  try {
    // Refuses a point that is not on the curve.
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
