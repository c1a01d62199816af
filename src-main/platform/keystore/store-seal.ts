import { hkdfSync } from 'node:crypto';
import { seal, unseal } from './sealed-box.ts';
import type { Secrets } from './secrets.ts';

/** A value as the store keeps it: sealed bytes, and the id of the pepper whose key opens them. */
export interface SealedValue {
  readonly keyId: string;
  readonly bytes: Buffer;
}

const keyLength = 32;
const use = 'countersign seal 1';

/**
 * Seals single values for the store that have to be read again (a mail that waits, a server's
 * password), so that the database alone, or a copy of it, does not tell them. The keys are made from
 * the peppers by HKDF-SHA-256 (RFC 5869): what keeps peppers, a backup, a move or the recovery key,
 * keeps these, and there is no further secret to lose.
 */
export class StoreSeal {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #currentId: string;

  constructor({ peppers, currentPepperId }: Pick<Secrets, 'peppers' | 'currentPepperId'>) {
    this.#keys = new Map([...peppers].map(([id, pepper]) => [id, keyFrom(pepper)]));
    this.#currentId = currentPepperId;
  }

  /**
   * Seals bytes under the current pepper's key. The purpose is bound in: a value moved to another
   * row or column, whose purpose is another one, does not open there.
   */
  seal(purpose: string, plain: Buffer): SealedValue {
    return {
      keyId: this.#currentId,
      bytes: seal(this.#key(this.#currentId), plain, purpose),
    };
  }

  /** Opens what `seal` made. Throws for another purpose, changed bytes, or a pepper that is not here. */
  unseal(purpose: string, { keyId, bytes }: { keyId: string; bytes: Uint8Array }): Buffer {
    return unseal(this.#key(keyId), Buffer.from(bytes), purpose);
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`The keystore holds no pepper ${id}`);
    return key;
  }
}

function keyFrom(pepper: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', pepper, Buffer.alloc(0), use, keyLength));
}
