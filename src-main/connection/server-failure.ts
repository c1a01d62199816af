import { Refusal } from '../platform/refusal.ts';

type Kind = 'certificate' | 'out_of_date' | 'no_tls' | 'no_such_name' | 'no_answer' | 'no_desk';

/** Why a server could not be asked. Nothing was decided; whether it heard is not known. */
export class ServerFailure extends Error {
  readonly kind: Kind;

  constructor(kind: Kind) {
    super(`The server can't be asked: ${kind}`);
    this.name = 'ServerFailure';
    this.kind = kind;
  }

  /** Tells a network or TLS error by its code. The texts of OpenSSL and the system are not for people. */
  static of(error: unknown): ServerFailure {
    if (error instanceof ServerFailure) return error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
      return new ServerFailure('out_of_date');
    if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return new ServerFailure('no_tls');
    if (otherTrust.test(code)) return new ServerFailure('certificate');
    if (code === 'ENOTFOUND') return new ServerFailure('no_such_name');
    if (code.startsWith('HPE_') || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
      return new ServerFailure('no_desk');
    return new ServerFailure('no_answer');
  }

  /** As it is told to people who work at that server, or want to. */
  refusal(address: string): Refusal {
    const code = this.kind === 'certificate' ? 'server_changed' : 'server_away';
    return new Refusal(code, words[this.kind](address));
  }
}

/** Codes of X.509 checks (Node's "X509 certificate error codes") and of the name's check. */
const otherTrust = /CERT|ISSUER|INVALID_CA|PURPOSE|PATH_LENGTH|HOSTNAME|CRL|UNSPECIFIED/;

const words: Readonly<Record<Kind, (address: string) => string>> = {
  certificate: (address) =>
    `The certificate that ${address} shows is not the one this desk trusts, so nothing was sent to it. Ask whoever runs the server whether it was renewed.`,
  out_of_date: (address) =>
    `The certificate of ${address} is out of date, so nothing was sent to it. Check this computer’s date; if that is right, whoever runs the server has to renew the certificate.`,
  no_tls: (address) =>
    `What answers at ${address} speaks no TLS that is safe to use (1.2 or newer). Check the port, and ask whoever runs the server.`,
  no_such_name: (address) =>
    `No machine is known by the name in ${address}. Check its spelling and this computer’s network.`,
  no_answer: (address) =>
    `${address} does not answer. Check this computer’s network, or ask whoever runs the server.`,
  no_desk: (address) =>
    `What answers at ${address} is not a team’s server of Countersign. Check the address, and ask whoever runs the server.`,
};
