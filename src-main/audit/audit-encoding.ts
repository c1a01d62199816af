import { createHash } from 'node:crypto';
import type { AuditDetails } from '#shared/contract/audit.contract.ts';

/** What the hash of a record covers, besides the hash of the record before it. */
export interface AuditContent {
  readonly seq: number;
  readonly at: string;
  readonly actorId: number | null;
  readonly actorRole: string;
  readonly action: string;
  readonly subjectStaffId: number | null;
  readonly accountId: number | null;
  readonly contactId: number | null;
  readonly verificationId: number | null;
  readonly channel: string | null;
  readonly outcome: string;
  readonly policyVersion: number;
  /** The details as they are stored: a JSON object in one line, its keys sorted. */
  readonly details: string;
}

/** A record as it is stored and chained. */
export interface AuditRow extends AuditContent {
  readonly previousHash: string;
  readonly hash: string;
}

/** The previous hash of the first record. */
export const genesisHash = '0'.repeat(64);

/** What makes these bytes an audit record of this encoding, and nothing else that is hashed. */
const encodingName = 'countersign-audit-1';

const hex64 = /^[0-9a-f]{64}$/;
const detailKey = /^[a-z][A-Za-z0-9]{0,39}$/;
const detailText = /^[\w.:-]{0,60}(?:,[\w.:-]{1,60}){0,19}$/;

/**
 * The canonical bytes of a record, in UTF-8: a JSON array without white space,
 *
 *     ["countersign-audit-1", seq, at, actorId, actorRole, action, subjectStaffId, accountId,
 *      contactId, verificationId, channel, outcome, policyVersion, details]
 *
 * where details is a JSON object with its keys in ASCII order. It is injective: JSON names every
 * string and number in one way only, the array has a fixed length up to its last place, and the
 * stored text of the details fills that place alone. Details hold ASCII text, whole numbers,
 * booleans and null only, so that any JSON library writes the same bytes from an exported record.
 *
 * Throws when a field is not of its type: that can only be a record changed from outside.
 */
export function canonicalBytes(content: AuditContent): Buffer {
  const fields = [
    encodingName,
    whole(content.seq),
    text(content.at),
    wholeOrNull(content.actorId),
    text(content.actorRole),
    text(content.action),
    wholeOrNull(content.subjectStaffId),
    wholeOrNull(content.accountId),
    wholeOrNull(content.contactId),
    wholeOrNull(content.verificationId),
    content.channel === null ? null : text(content.channel),
    text(content.outcome),
    whole(content.policyVersion),
  ];
  return Buffer.from(`${JSON.stringify(fields).slice(0, -1)},${text(content.details)}]`, 'utf8');
}

/**
 * The hash of a record in lower-case hex: SHA-256 over the 32 bytes of the previous record's hash
 * and then the canonical bytes. Throws as `canonicalBytes` does, and when the previous hash is not
 * 64 lower-case hex digits.
 */
export function recordHash(previousHash: string, content: AuditContent): string {
  if (!isHash(previousHash)) throw new TypeError('The previous hash is not a SHA-256 in hex');
  return createHash('sha256')
    .update(previousHash, 'hex')
    .update(canonicalBytes(content))
    .digest('hex');
}

/**
 * Whether a stored record has the hash of its own content and of the hash it was chained to. False,
 * never an error, for whatever else a row may hold.
 */
export function fitsItself(row: AuditRow): boolean {
  try {
    return recordHash(row.previousHash, row) === row.hash;
  } catch {
    return false;
  }
}

/** Whether this is a SHA-256 hash as the log writes it. */
export function isHash(value: unknown): value is string {
  return typeof value === 'string' && hex64.test(value);
}

/**
 * Details as they are stored. Throws when something is in them that the log must not hold: keys
 * are short words; values are ids, counts, yes or no, or closed words (at most 60 of A-Z, a-z, 0-9,
 * and `_.:-`), one or up to twenty with commas between. A name, an address, a message or a number of a person does not fit, by intention:
 * nothing personal may stand in a chain that can't be erased.
 */
export function encodeDetails(details: AuditDetails): string {
  const entries = Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [key, value] of entries) {
    if (!detailKey.test(key)) throw new TypeError('An audit detail has a key that is not a word');
    const fits =
      value === null ||
      typeof value === 'boolean' ||
      (typeof value === 'number' ? Number.isSafeInteger(value) : detailText.test(value));
    if (!fits) throw new TypeError(`The audit detail ${key} is neither an id nor a closed word`);
  }
  return JSON.stringify(Object.fromEntries(entries));
}

/** Details as stored, read back. Text that is no such object reads as `{ unreadable: true }`. */
export function decodeDetails(stored: string): AuditDetails {
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.fromEntries(
        Object.entries(value).filter((entry) => entry[1] === null || typeof entry[1] !== 'object'),
      );
  } catch {
    // A record changed from outside still has to be shown; the check names it.
  }
  return { unreadable: true };
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new TypeError('Not a whole number');
  return value;
}

function wholeOrNull(value: number | null): number | null {
  return value === null ? null : whole(value);
}

function text(value: string): string {
  if (typeof value !== 'string' || !value.isWellFormed()) throw new TypeError('Not a text');
  return value;
}
