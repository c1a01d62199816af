import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { proofMessage, proofValue } from '#shared/rules/device-proof.ts';

/** A new private key for one connection: P-256 as PKCS #8 DER. */
export function generateDeviceKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** The key that binds a session to this desk: see shared/rules/device-proof.ts. */
export class DeviceKey {
  readonly #privateKey: KeyObject;
  /** The public key (SPKI DER) in base64url. */
  readonly publicKey: string;

  /** Throws for bytes that are no key. */
  constructor(pkcs8: Buffer) {
    this.#privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.#privateKey)
      .export({ format: 'der', type: 'spki' })
      .toString('base64url');
  }

  /** Proves that this device sends this body to this channel at this time (the server's, ms). */
  prove(channel: string, body: string, at: number): string {
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const signature = sign('sha256', Buffer.from(proofMessage({ channel, at, bodyHash })), {
      key: this.#privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return proofValue(at, signature.toString('base64url'));
  }
}
