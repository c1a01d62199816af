import { type GenerateResult, generate } from 'selfsigned';

export type Certificate = Pick<GenerateResult, 'cert' | 'private'>;

/** A certificate of its own authority, for these names and addresses, with its key. Both as PEM. */
export async function makeCertificate(
  names: readonly string[] = ['desk.example.com'],
  addresses: readonly string[] = ['127.0.0.1'],
): Promise<Certificate> {
  return generate([{ name: 'commonName', value: 'Countersign test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      // Its own authority, so that a client can be told to trust exactly this one.
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
}
