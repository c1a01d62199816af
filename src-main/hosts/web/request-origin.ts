import type { FastifyRequest } from 'fastify';
import type { Place } from './place.ts';
import type { HostRefusal } from './refusal-reply.ts';

const methods = new Set(['GET', 'HEAD', 'POST']);

/**
 * Says why a request can't come from our own page, or null when it can.
 *
 * - Host is exactly an address of ours.
 * - Origin is exactly ours on every POST and every WebSocket; a missing one is refused. No other
 *   site's form or script can send a call or listen to events.
 * - Sec-Fetch-Site, which browsers add and pages can't forge, is `same-origin`; `none` (an address
 *   typed or a link opened from outside a page) is good for reading only. A team's desk may also be
 *   opened by a link on another page: that reads the desk's files and nothing else.
 */
export function refuseForeign(request: FastifyRequest, place: Place): HostRefusal | null {
  // Node keeps the first of several; whatever stands before this server may go by another.
  const one = hostsOf(request) === 1;
  const authority = one ? place.ownAuthority(request) : null;
  if (authority === null) {
    const status = one ? 403 : 400;
    return refused('host', status, `Countersign is not at this address. ${place.howToCome}`);
  }
  if (!methods.has(request.method)) {
    return refused('method', 405, 'Only GET, HEAD and POST are answered here.');
  }
  const { origin, upgrade } = request.headers;
  const reading = request.method !== 'POST' && upgrade === undefined;
  const originIsOurs =
    origin === `${place.scheme}://${authority}` || (reading && origin === undefined);
  return originIsOurs && siteIsOurs(request, reading, place)
    ? null
    : refused('origin', 403, `Only the desk’s own page may ask this. ${place.howToCome}`);
}

/** How many Host lines there are: one, or the request is none to answer (RFC 9112 §3.2). */
function hostsOf({ raw }: FastifyRequest): number {
  return raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
}

function siteIsOurs({ headers }: FastifyRequest, reading: boolean, place: Place): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = headers;
  if (site === undefined || site === 'same-origin') return true;
  if (!reading) return false;
  return site === 'none' || (place.mayBeLinked && mode === 'navigate' && dest === 'document');
}

function refused(kind: 'host' | 'method' | 'origin', status: number, message: string) {
  return { kind, status, code: 'not_allowed', message } as const;
}
