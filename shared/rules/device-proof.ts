import type { ErrorDetails, Result } from '../result.ts';

/**
 * A browser's or desk's session is bound to a key pair that never leaves the device (ECDSA P-256,
 * not extractable), so that a stolen cookie is worth nothing elsewhere. Each request carries the
 * public key and a signature; the idea is RFC 9449's (DPoP), without its JWTs.
 */
export const deviceHeader = 'countersign-device';
export const proofHeader = 'countersign-proof';

/** How far a proof's time may be from the server's, in milliseconds. */
export const proofLifetimeMs = 2 * 60_000;

/** Signed with ECDSA P-256 over SHA-256; the signature is r and s, 32 bytes each. */
export interface ProofContent {
  /** `room.name` of the call, or `events`. */
  readonly channel: string;
  /** Unix milliseconds, by the server's clock. */
  readonly at: number;
  /** SHA-256 of the request's body in lower-case hex. */
  readonly bodyHash: string;
}

/** What is signed, as UTF-8. */
export function proofMessage({ channel, at, bodyHash }: ProofContent): string {
  return ['countersign-proof-1', channel, at, bodyHash].join('\n');
}

/** The header's value: the time, and the signature in base64url. */
export function proofValue(at: number, signature: string): string {
  return `${at}.${signature}`;
}

/** The parts of the header's value, or null when it has another form. */
export function parseProof(value: string): { at: number; signature: string } | null {
  const found = /^(\d{1,16})\.([A-Za-z0-9_-]{86})$/.exec(value);
  return found ? { at: Number(found[1]), signature: found[2] ?? '' } : null;
}

/** What marks a refusal for the proof's time alone, in an error's details beside `now`. */
const timeMark = 'proof_time';

/** The details of a refusal for the proof's time alone: `now` is the server's, in Unix milliseconds. */
export function wrongTimeDetails(now: number): ErrorDetails {
  return { why: timeMark, now };
}

/**
 * The server's time (Unix milliseconds) when it refused a proof for its time alone, else null. The
 * desk then takes that time and tries once more.
 */
export function wrongTimeOf(result: Result<unknown>): number | null {
  if (result.ok || result.error.details?.['why'] !== timeMark) return null;
  const { now } = result.error.details;
  return typeof now === 'number' ? now : null;
}
