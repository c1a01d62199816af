import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { emptyBodyHash } from './call-body.ts';
import type { RouteParts } from './call-route.ts';
import { refuseOtherVersion } from './contract-gate.ts';
import { closeCodes, readFirstMessage, tellDesk } from './desk-socket.ts';
import { checkProof } from './device-proofs.ts';
import type { HostLimits } from './host-limits.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { RefusalKind } from './refusal-kinds.ts';
import type { HostRefusal, Refuse } from './refusal-reply.ts';
import { callerOf, sessionToken } from './session-cookie.ts';

const notSignedIn: HostRefusal = {
  status: 401,
  kind: 'session',
  code: 'not_signed_in',
  message: 'Sign in first.',
};

interface EventsParts extends RouteParts {
  readonly limits: HostLimits;
  readonly refuse: Refuse;
  readonly open: OpenSockets;
}

/**
 * `GET /events?contract=<n>&after=<seq>`: a WebSocket on which a signed-in desk is told when to look
 * again. Host, Origin and cookie are checked before it is opened; then the desk proves its device by
 * its first message, and from there on only listens.
 */
export function addEventsRoute(app: FastifyInstance, parts: EventsParts) {
  const { backend, place, metrics, limits, refuse, open } = parts;
  const end = (socket: WebSocket, code: number, kind: RefusalKind) => {
    metrics.refused(kind);
    socket.close(code);
  };
  app.route<{ Querystring: { contract?: unknown; after?: unknown } }>({
    method: 'GET',
    url: '/events',
    onRequest: async (request, reply) => {
      if (request.ws && sessionToken(request, place) === null)
        return refuse(request, reply, notSignedIn);
    },
    handler: (_request, reply) => reply.callNotFound(),
    async wsHandler(socket, request) {
      const { contract, after } = request.query;
      if (refuseOtherVersion(contract) !== null)
        return end(socket, closeCodes.otherVersion, 'version');
      const proved = open.add(socket, place.addressOf(request) ?? '');
      if (proved === null) return end(socket, closeCodes.tooMany, 'sockets');
      const said = await readFirstMessage(socket, limits);
      if (said === null) return end(socket, closeCodes.notProved, 'proof');
      const proven = checkProof(said, {
        channel: 'events',
        bodyHash: emptyBodyHash,
        now: backend.now(),
      });
      if (proven.kind === 'wrong_time') return end(socket, closeCodes.notProved, 'proof_time');
      proved();
      if (!open.countProved(socket, sessionToken(request, place) ?? ''))
        return end(socket, closeCodes.tooMany, 'sockets');
      const caller = callerOf(request as FastifyRequest, place, proven);
      metrics.deskConnected();
      socket.once('close', () => metrics.deskGone());
      await tellDesk(socket, {
        ...{ backend, caller, after: seqOf(after) },
        end: (code, kind) => end(socket, code, kind),
      });
    },
  });
}

/** The last number a desk has seen; null for what is none. */
function seqOf(after: unknown): number | null {
  return typeof after === 'string' && /^\d{1,15}$/.test(after) ? Number(after) : null;
}
