import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deskChannelNames } from '#shared/contract/index.ts';
import { contractVersionHeader } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import { deviceHeader, proofHeader, wrongTimeDetails } from '#shared/rules/device-proof.ts';
import type { Backend } from '../../backend.ts';
import type { Caller } from '../../platform/call.ts';
import { assertBody, type CallBody } from './call-body.ts';
import type { CallsUnderWay } from './calls-under-way.ts';
import { refuseOtherVersion } from './contract-gate.ts';
import { checkProof } from './device-proofs.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { Place } from './place.ts';
import type { RefusalKind } from './refusal-kinds.ts';
import { callerOf, keepSession } from './session-cookie.ts';

export interface RouteParts {
  readonly backend: Backend;
  readonly place: Place;
  readonly metrics: HostMetrics;
}

interface CallParts extends RouteParts {
  readonly calls: CallsUnderWay;
}

type CallRequest = FastifyRequest<{ Params: { channel: string }; Body: CallBody }>;

/**
 * `POST /call/<room.name>`: a JSON body in, a Result out, with status 200 whatever the backend
 * answers. Only what a screen may call is reachable: the command line's rooms are not.
 *
 * The host itself refuses a desk of another version, a proof of another time, and a sign-in from a
 * device that has not proved itself, so that no session begins here without one. Whether a device
 * may use the session that it shows, the session room says.
 */
export function addCallRoute(app: FastifyInstance, parts: CallParts) {
  const { backend, place, metrics, calls } = parts;
  const channels = new Set(deskChannelNames());
  app.post<{ Params: { channel: string }; Body: CallBody }>(
    '/call/:channel',
    { onRequest: async (request, reply) => calls.follow(request, reply) },
    async (request, reply) => {
      const from = performance.now();
      const { channel } = request.params;
      assertBody(request.body);
      const admitted = admit(request, channels);
      if ('refused' in admitted) {
        metrics.refused(admitted.kind);
        return admitted.refused;
      }
      const { caller } = admitted;
      const before = caller.token;
      const result = await backend.call(channel, request.body.input, caller);
      keepSession(request, reply, place, { before, after: caller.token });
      metrics.called(channel, result, (performance.now() - from) / 1000);
      return result;
    },
  );

  function admit(
    request: CallRequest,
    known: ReadonlySet<string>,
  ): { caller: Caller } | { refused: Result<never>; kind: RefusalKind } {
    const { headers, params, body } = request;
    const { channel } = params;
    const otherVersion = refuseOtherVersion(headers[contractVersionHeader]);
    if (otherVersion !== null) return { refused: otherVersion, kind: 'version' };
    if (!known.has(channel)) return { refused: unknownChannel, kind: 'form' };
    const proven = checkProof(
      { device: headers[deviceHeader], proof: headers[proofHeader] },
      { channel, bodyHash: body.bodyHash, now: backend.now() },
    );
    if (proven.kind === 'wrong_time') return { refused: wrongTime(proven.now), kind: 'proof_time' };
    if (proven.kind === 'none' && channel === 'session.signIn')
      return { refused: noDevice, kind: 'proof' };
    return { caller: callerOf(request, place, proven) };
  }
}

const unknownChannel: Result<never> = {
  ok: false,
  error: { code: 'unknown_channel', message: 'The desk has no such channel.' },
};

const noDevice: Result<never> = {
  ok: false,
  error: {
    code: 'not_allowed',
    message:
      'This device has not proved itself, so nobody can sign in on it. Reload the page; if it stays so, use a current browser.',
  },
};

/** Nothing is the matter but two clocks: the desk takes the server's time and tries once more. */
function wrongTime(now: number): Result<never> {
  const message = 'The clocks of this device and the server did not agree. Try again.';
  return {
    ok: false,
    error: { code: 'store_unavailable', message, details: wrongTimeDetails(now) },
  };
}
