import type { FastifyRequest } from 'fastify';
import { type CookieShape, lockedCookie, type Place } from './place.ts';

/**
 * This machine alone, without TLS: loopback traffic does not leave it. Host is exactly the address
 * we listen on: a foreign name that resolves to 127.0.0.1 (DNS rebinding) is refused.
 */
export const loopbackPlace: Place = {
  scheme: 'http',
  url: (port) => `http://127.0.0.1:${port}`,
  howToCome: 'Open the link that it printed, in the browser’s address bar.',
  mayBeLinked: false,
  ownAuthority(request) {
    const authority = `127.0.0.1:${request.socket.localPort}`;
    return request.headers.host === authority ? authority : null;
  },
  refuseConnection: () => null,
  addressOf: () => undefined,
  sessionCookie: (request) => loopbackCookie(request, 'session'),
};

/**
 * A cookie's name holds the port: browsers share the cookies of 127.0.0.1 among all ports, and two
 * desks on one machine must not take each other's.
 */
export function loopbackCookie(request: FastifyRequest, purpose: 'door' | 'session'): CookieShape {
  return {
    name: `countersign_${purpose}_${request.socket.localPort}`,
    attributes: { ...lockedCookie, secure: false },
  };
}
