import type { Server } from 'node:http';
import fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify';
import type { ServedCertificate } from './certificate.ts';
import { kindOfBroken, refuseBrokenRequest } from './host-errors.ts';
import type { HostLimits } from './host-limits.ts';
import type { HostMetrics } from './host-metrics.ts';

/** Far more than the largest call of the contract needs. */
const bodyLimitBytes = 64 * 1024;

const nowhere = '/not-readable';

/** More than Node takes of a request's first line and headers together, in bytes. */
const longestAddress = 64 * 1024;

/** A server that bears little: small bodies, requests that arrive in time, nothing of its own words. */
export function newServer(
  { requestTimeoutMs }: HostLimits,
  certificate: ServedCertificate | null,
  metrics: HostMetrics,
): FastifyInstance {
  const timeouts = {
    // Node looks for late requests only this often.
    connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    headersTimeout: requestTimeoutMs,
    handshakeTimeout: requestTimeoutMs,
    // Without a Host it is refused by us, and counted.
    requireHostHeader: false,
  };
  const transport =
    certificate === null ? { http: timeouts } : { https: { ...timeouts, ...certificate.context } };
  // Fastify types a server by its transport. Nothing here but the renewal looks at which it is.
  return fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    clientErrorHandler: (error, socket) => {
      const kind = kindOfBroken(error);
      if (kind !== null) metrics.refused(kind);
      refuseBrokenRequest(error, socket);
    },
    rewriteUrl: readableUrl,
    // The router's own refusal of a long name would repeat it, before any check of ours has run.
    routerOptions: { maxParamLength: longestAddress },
    ...transport,
  } as FastifyHttpOptions<Server>);
}

/**
 * An address that can't be decoded would go past every check of ours, and a whole one (as proxies
 * are asked) names a host beside the one that is checked: both become one that is nowhere.
 */
function readableUrl({ url = '' }: { url?: string | undefined }) {
  try {
    decodeURIComponent(url);
    return url.startsWith('/') ? url : nowhere;
  } catch {
    return nowhere;
  }
}
