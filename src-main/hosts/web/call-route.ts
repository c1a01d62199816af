import type { FastifyInstance } from 'fastify';
import { deskChannelNames } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import type { Backend } from '../../backend.ts';
import { callPath } from './cookies.ts';
import { callerOf, keepSession } from './session-cookie.ts';

const unknownChannel: Result<never> = {
  ok: false,
  error: { code: 'unknown_channel', message: 'The desk has no such channel.' },
};

/**
 * `POST /call/<room.name>`: a JSON body in, a Result out, with status 200 whatever the backend
 * answers. Only what a screen may call is reachable: the command line's rooms are not.
 */
export function addCallRoute(app: FastifyInstance, backend: Backend) {
  const channels = new Set(deskChannelNames());
  app.post<{ Params: { channel: string } }>(`${callPath}/:channel`, async (request, reply) => {
    const { channel } = request.params;
    if (!channels.has(channel)) {
      return unknownChannel;
    }
    const caller = callerOf(request);
    const before = caller.token;
    const result = await backend.call(channel, request.body, caller);
    keepSession(request, reply, before, caller.token);
    return result;
  });
}
