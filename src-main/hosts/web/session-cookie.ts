import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/call.ts';
import { callPath, cookieName, lockedCookie } from './cookies.ts';

/** The caller behind a request: the staff session's token as the browser's cookie holds it. */
export function callerOf(request: FastifyRequest): Caller {
  const token = request.cookies[cookieName(request, 'session')] ?? null;
  return { door: 'web', token, operator: false };
}

/** Puts the caller's token back into the cookie when the call changed it; never into a body. */
export function keepSession(
  request: FastifyRequest,
  reply: FastifyReply,
  before: string | null,
  after: string | null,
) {
  if (after === before) {
    return;
  }
  const name = cookieName(request, 'session');
  const attributes = { ...lockedCookie, path: callPath };
  if (after === null) {
    reply.clearCookie(name, attributes);
  } else {
    reply.setCookie(name, after, attributes);
  }
}
