import type { StoreSeal } from '../platform/keystore/store-seal.ts';

/** Whose code waits: a contact's own, or (null) the account's main code. */
interface Holder {
  readonly account_id: number;
  readonly contact_id: number | null;
}

/** A code's row as far as it may still wait to be hashed. */
export interface MayWait extends Holder {
  readonly sealed: Uint8Array | null;
  readonly seal_key_id: string | null;
}

const purposeOf = ({ account_id, contact_id }: Holder) =>
  `code:${account_id}:${contact_id ?? 'main'}`;

/** Seals a canonical code until it is hashed: the store alone does not tell it. */
export function sealCode(seal: StoreSeal, holder: Holder, canonicalCode: string) {
  const { keyId, bytes } = seal.seal(purposeOf(holder), Buffer.from(canonicalCode, 'utf8'));
  return { sealed: bytes, seal_key_id: keyId };
}

/** The canonical code of a row that waits; null for one that is hashed. */
export function openCode(seal: StoreSeal, row: MayWait): string | null {
  const { sealed, seal_key_id } = row;
  if (sealed === null || seal_key_id === null) return null;
  return seal.unseal(purposeOf(row), { keyId: seal_key_id, bytes: sealed }).toString('utf8');
}
