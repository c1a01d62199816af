import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import staticFiles from '@fastify/static';
import type { Backend } from '../../backend.ts';
import type { Logger } from '../../platform/logger.ts';
import { addCallBodies } from './call-body.ts';
import { addCallRoute } from './call-route.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import type { ServedCertificate } from './certificate.ts';
import type { DoorPass } from './door-pass.ts';
import { addDoor } from './door-route.ts';
import { addEventsRoute } from './events-route.ts';
import { addHealthRoutes, isHealthQuestion } from './health-routes.ts';
import { addErrorReplies } from './host-errors.ts';
import type { HostLimits } from './host-limits.ts';
import type { HostMetrics } from './host-metrics.ts';
import { newServer } from './http-server.ts';
import { addWebSockets } from './open-sockets.ts';
import type { Place } from './place.ts';
import { addRateLimit } from './rate-limit.ts';
import { refuseCounted } from './refusal-reply.ts';
import { refuseForeign } from './request-origin.ts';
import { addResponseHeaders } from './response-headers.ts';

export interface DeskAppParts {
  readonly backend: Backend;
  readonly place: Place;
  readonly certificate: ServedCertificate | null;
  /** Lets one browser in on loopback; null where a team comes in. */
  readonly pass: DoorPass | null;
  /** The built desk: a folder with `index.html`. */
  readonly rendererFolder: string;
  readonly metrics: HostMetrics;
  readonly limits: HostLimits;
  readonly logger: Logger;
}

/** Everything a request meets, in the order it meets it. It does not listen yet. */
export async function buildDeskApp(parts: DeskAppParts) {
  const { backend, place, pass, metrics, limits } = parts;
  const refuse = refuseCounted(metrics);
  const calls = new CallsUnderWay();
  const app = newServer(limits, parts.certificate, metrics);
  const open = await addWebSockets(app, limits);
  // A handshake that ends after the connections were closed would leave one that nothing ever ends.
  app.server.on('secureConnection', (socket: Socket) => {
    if (calls.closing) socket.destroy();
  });
  await addResponseHeaders(app, place);
  if (pass === null) {
    await addRateLimit(app, place, limits.requestsPerTenSeconds);
    addHealthRoutes(app, backend, calls);
  }
  app.addHook('onRequest', async (request, reply) => {
    if (calls.closing) reply.header('Connection', 'close');
    if (isHealthQuestion(request)) return;
    const refusal = place.refuseConnection(request) ?? refuseForeign(request, place);
    if (refusal !== null) return refuse(request, reply, refusal);
  });
  await app.register(cookie);
  if (pass !== null) addDoor(app, pass, refuse);
  addErrorReplies(app, parts.logger, refuse);
  addCallBodies(app);
  addCallRoute(app, { backend, place, metrics, calls });
  addEventsRoute(app, { backend, place, metrics, limits, refuse, open });
  // Without the wildcard each built file is a route of its own: no other path leads to the disk.
  await app.register(staticFiles, {
    root: parts.rendererFolder,
    wildcard: false,
    cacheControl: false,
    decorateReply: false,
  });
  return {
    app,
    /**
     * Says that it is not ready any more, listens no longer, ends WebSockets, lets calls under way
     * end, and closes every connection.
     */
    async close() {
      calls.closing = true;
      open.endAll();
      if (app.server.listening) app.server.close();
      await calls.ended(limits.drainMs);
      await app.close();
    },
  };
}
