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
  const authority = place.ownAuthority(request);
  if (authority === null) {
    return refused('host', 403, `Countersign is not at this address. ${place.howToCome}`);
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

function siteIsOurs({ headers }: FastifyRequest, reading: boolean, place: Place): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = headers;
  if (site === undefined || site === 'same-origin') return true;
  if (!reading) return false;
  return site === 'none' || (place.mayBeLinked && mode === 'navigate' && dest === 'document');
}

function refused(kind: 'host' | 'method' | 'origin', status: number, message: string) {
  return { kind, status, code: 'not_allowed', message } as const;
}
