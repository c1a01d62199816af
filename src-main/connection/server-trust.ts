import type { X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls';

/** The one certificate that a connection trusts. */
export interface Pin {
  /** SHA-256, as `AA:BB:…`. */
  readonly fingerprint: string;
  /** PEM. */
  readonly certificate: string;
}

/** What a TLS connection to a server is made with. Every check but the pin's is Node's own. */
export interface ServerTrust {
  readonly secureContext: SecureContext;
  readonly rejectUnauthorized: true;
  readonly checkServerIdentity: (
    hostname: string,
    certificate: PeerCertificate,
  ) => Error | undefined;
}

export const minVersion = 'TLSv1.2';

/**
 * The authorities this computer knows: those that come with the program, and the system's own, for
 * companies put theirs there. PEM.
 */
export function knownAuthorities(): readonly string[] {
  const all = [...getCACertificates('default'), ...getCACertificates('system')];
  return [...new Set(all.map((pem) => pem.trim()))];
}

/**
 * Trusts a pinned certificate and no other, or else whatever a known authority has signed for the
 * server's name. Either is checked before a byte of a request is sent.
 */
export function trustIn(pin: Pin | null, authorities: readonly string[]): ServerTrust {
  if (pin === null)
    return {
      secureContext: createSecureContext({ ca: [...authorities], minVersion }),
      rejectUnauthorized: true,
      checkServerIdentity,
    };
  return {
    // The certificate itself ends the chain, whoever signed it; what it may have signed does not
    // get past its fingerprint.
    secureContext: createSecureContext({
      ca: [pin.certificate],
      allowPartialTrustChain: true,
      minVersion,
    }),
    rejectUnauthorized: true,
    checkServerIdentity: (_hostname, { fingerprint256 }) =>
      fingerprint256 === pin.fingerprint ? undefined : new OtherCertificate(),
  };
}

/** The server shows another certificate than the pinned one. */
export class OtherCertificate extends Error {
  readonly code = 'OTHER_CERTIFICATE';

  constructor() {
    super('The server shows another certificate than the pinned one');
    this.name = 'OtherCertificate';
  }
}

/** A pin of that certificate. */
export function pinOf(certificate: X509Certificate): Pin {
  return { fingerprint: certificate.fingerprint256, certificate: certificate.toString() };
}
