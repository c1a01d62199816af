import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { ServedCertificate } from './certificate.ts';
import { lockedCookie, type Place } from './place.ts';
import type { HostRefusal } from './refusal-reply.ts';

export interface TeamPlaceOptions {
  /** The certificate it serves with; null behind a proxy that provides TLS. */
  readonly certificate: ServedCertificate | null;
  /** The address of the proxy it stands behind, and of nobody else's. */
  readonly behindProxy: string | null;
  /** The one origin it is reached by; null is every name and address in the certificate. */
  readonly publicUrl: string | null;
}

const notTheProxy: HostRefusal = {
  status: 403,
  kind: 'proxy',
  code: 'not_allowed',
  message: 'Only the proxy in front of this server is answered here.',
};

const notByTls: HostRefusal = {
  status: 403,
  kind: 'scheme',
  code: 'not_allowed',
  message: 'The desk is reached by https alone.',
};

/** Hosts prefixed so are bound to this host and to TLS by the browser itself (RFC 6265bis §4.1.3). */
const cookie = {
  name: '__Host-countersign',
  attributes: { ...lockedCookie, secure: true },
} as const;

/** A team's server: TLS always, its own or that of the one proxy whose word is taken. */
export function teamPlace({ certificate, behindProxy, publicUrl }: TeamPlaceOptions): Place {
  const isProxy = behindProxy === null ? () => false : isAddress(behindProxy);
  const publicAuthority = publicUrl === null ? null : new URL(publicUrl).host;
  const isOurs = (host: string, port: number | undefined) =>
    publicAuthority === null
      ? (certificate?.isFor(host, port) ?? false)
      : host.toLowerCase() === publicAuthority;
  return {
    scheme: 'https',
    url: (port) => publicUrl ?? new URL(`https://${certificate?.firstName}:${port}`).origin,
    howToCome: 'Open the address that your team was given.',
    mayBeLinked: true,
    ownAuthority({ headers: { host }, socket: { localPort } }) {
      return host !== undefined && isOurs(host, localPort) ? host.toLowerCase() : null;
    },
    refuseConnection(request) {
      if (behindProxy === null) return null;
      if (!isProxy(plainAddress(request.socket.remoteAddress))) return notTheProxy;
      return lastEntry(request, 'x-forwarded-proto') === 'https' ? null : notByTls;
    },
    addressOf(request) {
      const peer = plainAddress(request.socket.remoteAddress);
      // Whoever is not the proxy may write into the header what they like.
      if (!isProxy(peer)) return peer;
      const forwarded = plainAddress(withoutPort(lastEntry(request, 'x-forwarded-for')));
      return isIP(forwarded) === 0 ? peer : forwarded;
    },
    sessionCookie: () => cookie,
  };
}

/** The entry that the proxy itself added: those before it are what the client said. */
function lastEntry({ headers }: FastifyRequest, name: string): string | undefined {
  return [headers[name]].flat().at(-1)?.split(',').at(-1)?.trim();
}

/** Some proxies add the client's port. */
function withoutPort(address = ''): string {
  return address.replace(/^(\d+(?:\.\d+){3}):\d+$|^\[([^\]]*)\](?::\d+)?$/, '$1$2');
}

/** IPv4 as such, also where the socket is one of both families. */
function plainAddress(address = ''): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Compares addresses, not spellings: IPv6 has many for one. */
function isAddress(wanted: string): (address: string) => boolean {
  const list = new BlockList();
  const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
  list.addAddress(wanted, family(wanted));
  return (address) => isIP(address) !== 0 && list.check(address, family(address));
}
