import type { FastifyRequest } from 'fastify';

/** What a request is refused for before anything else looks at it. */
export interface OriginRefusal {
  readonly status: 403 | 405;
  readonly message: string;
}

const whatToDo = 'Open the link that it printed, in the browser’s address bar.';
const methods = new Set(['GET', 'HEAD', 'POST']);

/**
 * Says why a request can't come from our own page, or null when it can.
 *
 * - Host is exactly the address we listen on: a foreign name that resolves to 127.0.0.1 (DNS
 *   rebinding) is refused.
 * - Origin is exactly ours on every POST; a missing one is refused. No other site's form or script
 *   can send a call.
 * - Sec-Fetch-Site, which browsers add and pages can't forge, is `same-origin`; `none` (an address
 *   typed or a link opened from outside a page) is good for reading only.
 */
export function refuseForeign(request: FastifyRequest): OriginRefusal | null {
  const authority = `127.0.0.1:${request.socket.localPort}`;
  if (request.headers.host !== authority) {
    return { status: 403, message: `Countersign is not at this address. ${whatToDo}` };
  }
  if (!methods.has(request.method)) {
    return { status: 405, message: 'Only GET, HEAD and POST are answered here.' };
  }
  const { origin, 'sec-fetch-site': site } = request.headers;
  const reading = request.method !== 'POST';
  const originIsOurs = origin === `http://${authority}` || (reading && origin === undefined);
  const siteIsOurs = site === undefined || site === 'same-origin' || (reading && site === 'none');
  return originIsOurs && siteIsOurs
    ? null
    : { status: 403, message: `Only the desk’s own page may ask this. ${whatToDo}` };
}
