import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import { deviceHeader, proofHeader, proofMessage, proofValue } from '#shared/rules/device-proof.ts';

/** What a proof is made over; each part can be wrong on purpose. */
export interface Proving {
  readonly channel: string;
  readonly body: string;
  /** Unix milliseconds; now by this machine when left out. */
  readonly at?: number;
}

/** A device's key pair, as a browser keeps it, and the headers with which it proves itself. */
export function newTestDevice() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const device = spki.toString('base64url');
  const prove = ({ channel, body, at = Date.now() }: Proving) => {
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const message = Buffer.from(proofMessage({ channel, at, bodyHash }));
    const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return proofValue(at, signature.toString('base64url'));
  };
  return {
    /** What a caller's `device` is when this one has proved itself. */
    id: createHash('sha256').update(spki).digest('hex'),
    device,
    prove,
    /** The headers of a call, the contract's version included. */
    headers: (proving: Proving): Record<string, string> => ({
      [contractVersionHeader]: String(contractVersion),
      [deviceHeader]: device,
      [proofHeader]: prove(proving),
    }),
  };
}

export type TestDevice = ReturnType<typeof newTestDevice>;
