import type { X509Certificate } from 'node:crypto';
import type { CertificateView } from '#shared/contract/connection.contract.ts';

/** What a certificate says of itself, for people. Names are the stranger's words: kept short and plain. */
export function certificateFacts(certificate: X509Certificate): CertificateView {
  return {
    fingerprint: certificate.fingerprint256,
    issuedTo: nameIn(certificate.subject),
    issuedBy: nameIn(certificate.issuer),
    validFrom: certificate.validFromDate.getTime(),
    validTo: certificate.validToDate.getTime(),
  };
}

/** The common name and organisation of a distinguished name, which has one part a line. */
function nameIn(distinguished: string | undefined): string {
  const parts = new Map(
    (distinguished ?? '').split('\n').map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, at), plain(line.slice(at + 1))];
    }),
  );
  const names = [parts.get('CN'), parts.get('O')].filter((name) => name !== undefined);
  return [...new Set(names)].join(', ') || '–';
}

function plain(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 80);
}
