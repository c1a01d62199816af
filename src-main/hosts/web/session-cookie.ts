import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/call.ts';
import type { Proven } from './device-proofs.ts';
import type { Place } from './place.ts';

/** The staff session's token, as the browser's cookie holds it; null without one. */
export function sessionToken(request: FastifyRequest, place: Place): string | null {
  return request.cookies[place.sessionCookie(request).name] || null;
}

/** The caller behind a request: their session, the device that proved itself, and their address. */
export function callerOf(request: FastifyRequest, place: Place, proven: Proven): Caller {
  const address = place.addressOf(request);
  return {
    door: 'web',
    token: sessionToken(request, place),
    operator: false,
    ...(address === undefined ? {} : { address }),
    ...(proven.kind === 'proved' ? { device: proven.device } : {}),
  };
}

/** Puts the caller's token back into the cookie when the call changed it; never into a body. */
export function keepSession(
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
  { before, after }: { readonly before: string | null; readonly after: string | null },
) {
  if (after === before) {
    return;
  }
  const { name, attributes } = place.sessionCookie(request);
  if (after === null) {
    reply.clearCookie(name, attributes);
  } else {
    reply.setCookie(name, after, attributes);
  }
}
