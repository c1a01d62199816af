import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import type { ServerTrust as Trust } from '#shared/contract/connection.contract.ts';
import { ServerFailure } from './server-failure.ts';
import { minVersion } from './server-trust.ts';

export interface SeenServer {
  readonly certificate: X509Certificate;
  /** Whether a known authority vouches for it. */
  readonly trust: Trust;
}

const withinMs = 10_000;

/**
 * Looks at the certificate that a server shows, whoever has signed it. This is the only place that
 * does not refuse an unknown one; it says nothing to the server, and hangs up.
 *
 * @param address the server's origin
 * @param authorities the authorities to know; PEM
 * @throws ServerFailure when nothing there shows a certificate, or one that is out of date
 */
export async function lookAtServer(
  address: string,
  authorities: readonly string[],
): Promise<SeenServer> {
  const { hostname, port } = new URL(address);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const socket = connect({
    host,
    port: Number(port || 443),
    secureContext: createSecureContext({ ca: [...authorities], minVersion }),
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    // A name for the server to choose its certificate by; an address is none (RFC 6066, 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
  });
  try {
    await secured(socket);
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) throw new ServerFailure('no_tls');
    const now = Date.now();
    const { validFromDate, validToDate } = certificate;
    if (now < validFromDate.getTime() || now > validToDate.getTime())
      throw new ServerFailure('out_of_date');
    return { certificate, trust: trustOf(socket) };
  } catch (error) {
    throw ServerFailure.of(error);
  } finally {
    socket.destroy();
  }
}

function secured(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.setTimeout(withinMs, () => socket.destroy(new ServerFailure('no_answer')));
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new ServerFailure('no_answer')));
  });
}

function trustOf(socket: TLSSocket): Trust {
  if (socket.authorized) return 'known_authority';
  // Node's types say an Error; it is the error's code.
  const reason = String(socket.authorizationError);
  return reason === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'other_name' : 'unknown_authority';
}
