import { X509Certificate } from 'node:crypto';
import { type GenerateResult, generate, type SelfsignedOptions } from 'selfsigned';

export type Certificate = Pick<GenerateResult, 'cert' | 'private'>;

export interface CertificateOptions {
  readonly name?: string;
  /** The names and addresses it is for. */
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  /** Who signs it; itself when left out. */
  readonly authority?: Certificate;
  /** May sign others. */
  readonly isAuthority?: boolean;
  readonly from?: Date;
  readonly to?: Date;
}

/** A certificate for 127.0.0.1, as `openssl req -x509` and small authorities make them. */
export function makeCertificate(options: CertificateOptions = {}): Promise<Certificate> {
  const { name = 'desk.test', names = ['desk.test'], addresses = ['127.0.0.1'] } = options;
  const { isAuthority = false, authority, from, to } = options;
  const subject = [
    { name: 'commonName', value: name },
    { name: 'organizationName', value: 'Example Hosting' },
  ];
  return generate(subject, {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(authority && { ca: { key: authority.private, cert: authority.cert } }),
    ...(from && { notBeforeDate: from }),
    ...(to && { notAfterDate: to }),
    extensions: [
      { name: 'basicConstraints', cA: isAuthority, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: isAuthority, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  } satisfies SelfsignedOptions);
}

/** SHA-256, as `AA:BB:…`. */
export function fingerprintOf({ cert }: Certificate): string {
  return new X509Certificate(cert).fingerprint256;
}
