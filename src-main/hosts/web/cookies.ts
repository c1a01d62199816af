import type { FastifyRequest } from 'fastify';

/** Calls are under this path, and the session's cookie is sent nowhere else. */
export const callPath = '/call';

/** No script reads our cookies and no other site's request carries them. */
export const lockedCookie = { httpOnly: true, sameSite: 'strict' } as const;

/**
 * A cookie's name holds the port: browsers share the cookies of 127.0.0.1 among all ports, and two
 * desks on one machine must not take each other's.
 */
export function cookieName(request: FastifyRequest, purpose: 'door' | 'session') {
  return `countersign_${purpose}_${request.socket.localPort}`;
}
