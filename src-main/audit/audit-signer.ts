import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { genesisHash } from './audit-encoding.ts';

/** Where the chain ends. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
  /** Ed25519 in hex; empty before the first record. */
  readonly signature: string;
}

/** A place of the chain that was signed for good. */
export interface AuditCheckpoint {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly keyId: string;
  readonly signature: string;
}

const signatureHex = /^[0-9a-f]{128}$/;

/**
 * Signs the chain's head and checkpoints with Ed25519 (RFC 8032). What is signed is a JSON array
 * in UTF-8 without white space that begins with the name of its kind, so that the one can't pass
 * for the other: `["countersign-audit-head-1", seq, hash]` and
 * `["countersign-audit-checkpoint-1", seq, hash, at, keyId]`.
 */
export class AuditSigner {
  readonly keyId: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  /** The head signed last: verifying it again at the next record would cost more than the record. */
  #signedLast: AuditHead | undefined;

  /** `auditKey`: an Ed25519 private key as PKCS #8 DER. Throws when it is none. */
  constructor(auditKey: Buffer, keyId: string) {
    this.#privateKey = createPrivateKey({ key: auditKey, format: 'der', type: 'pkcs8' });
    if (this.#privateKey.asymmetricKeyType !== 'ed25519')
      throw new TypeError('The audit key is not an Ed25519 key');
    this.#publicKey = createPublicKey(this.#privateKey);
    this.keyId = keyId;
  }

  signHead(seq: number, hash: string): string {
    const signature = this.#sign(headMessage(seq, hash));
    this.#signedLast = { seq, hash, signature };
    return signature;
  }

  /** Whether this program signed the head, or it is that of a log without a record. */
  isHead(head: AuditHead): boolean {
    if (head.seq === 0) return head.hash === genesisHash && head.signature === '';
    const last = this.#signedLast;
    if (last?.seq === head.seq && last.hash === head.hash && last.signature === head.signature)
      return true;
    return this.#signed(headMessage(head.seq, head.hash), head.signature);
  }

  signCheckpoint(checkpoint: Omit<AuditCheckpoint, 'signature' | 'keyId'>): string {
    return this.#sign(checkpointMessage({ ...checkpoint, keyId: this.keyId }));
  }

  isCheckpoint(checkpoint: AuditCheckpoint): boolean {
    return (
      checkpoint.keyId === this.keyId &&
      this.#signed(checkpointMessage(checkpoint), checkpoint.signature)
    );
  }

  #sign(message: Buffer): string {
    return signBytes(null, message, this.#privateKey).toString('hex');
  }

  #signed(message: Buffer, signature: unknown): boolean {
    if (typeof signature !== 'string' || !signatureHex.test(signature)) return false;
    return verifyBytes(null, message, this.#publicKey, Buffer.from(signature, 'hex'));
  }
}

function headMessage(seq: number, hash: string): Buffer {
  return Buffer.from(JSON.stringify(['countersign-audit-head-1', seq, hash]), 'utf8');
}

function checkpointMessage(checkpoint: Omit<AuditCheckpoint, 'signature'>): Buffer {
  const { seq, hash, at, keyId } = checkpoint;
  return Buffer.from(
    JSON.stringify(['countersign-audit-checkpoint-1', seq, hash, at, keyId]),
    'utf8',
  );
}
