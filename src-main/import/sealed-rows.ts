import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import type { StoredRow } from './import-rows.queries.ts';
import type { KnownAccount } from './known-accounts.ts';
import type { ImportRow } from './records.ts';

/** What is kept of a row until it is applied. */
export interface KeptRow {
  readonly row: ImportRow;
  /** What it changes, in words of the fields. */
  readonly changes: readonly string[];
}

/** What an account held before a row, and the version it had then. */
export type KeptBefore = KnownAccount;

const rowPurpose = (runId: number, number: number) => `import-row:${runId}:${number}`;
const beforePurpose = (runId: number, number: number) => `import-before:${runId}:${number}`;

export function sealRow(seal: StoreSeal, runId: number, number: number, kept: KeptRow) {
  const { keyId, bytes } = seal.seal(rowPurpose(runId, number), asBytes(kept));
  return { sealed: bytes, seal_key_id: keyId };
}

/** Throws for a row that holds nothing any more. */
export function openRow(seal: StoreSeal, row: StoredRow): KeptRow {
  const { run_id, number, sealed, seal_key_id } = row;
  return open(seal, rowPurpose(run_id, number), sealed, seal_key_id) as KeptRow;
}

export function sealBefore(seal: StoreSeal, runId: number, number: number, kept: KeptBefore) {
  const { keyId, bytes } = seal.seal(beforePurpose(runId, number), asBytes(kept));
  return { before_sealed: bytes, before_key_id: keyId };
}

/** Throws for a row that changed nothing. */
export function openBefore(seal: StoreSeal, row: StoredRow): KeptBefore {
  const { run_id, number, before_sealed, before_key_id } = row;
  return open(seal, beforePurpose(run_id, number), before_sealed, before_key_id) as KeptBefore;
}

const asBytes = (value: object) => Buffer.from(JSON.stringify(value), 'utf8');

function open(seal: StoreSeal, purpose: string, bytes: Uint8Array | null, keyId: string | null) {
  if (bytes === null || keyId === null) throw new Error('A row of an import was opened twice');
  return JSON.parse(seal.unseal(purpose, { keyId, bytes }).toString('utf8')) as unknown;
}
