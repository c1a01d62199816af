import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Place } from './place.ts';

const silent = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
} as const;

/**
 * Bounds what one address may ask, so that it can't keep a server from everybody else; IPv6 counts
 * by network (/64). It is coarse, and each server counts for itself: tries at a password or a code
 * are counted in the store.
 */
export async function addRateLimit(app: FastifyInstance, place: Place, max: number) {
  await app.register(rateLimit, {
    global: false,
    max,
    timeWindow: 10_000,
    cache: 20_000,
    keyGenerator: (request: FastifyRequest) => normalizeIP(place.addressOf(request) ?? ''),
    addHeaders: { ...silent, 'retry-after': true },
    addHeadersOnExceeding: silent,
  });
  app.addHook('onRequest', app.rateLimit());
}
