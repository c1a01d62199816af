import { once } from 'node:events';
import type { WebSocket } from '@fastify/websocket';
import { z } from 'zod';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import type { Backend } from '../../backend.ts';
import type { Caller } from '../../platform/call.ts';
import type { GivenProof } from './device-proofs.ts';
import type { HostLimits } from './host-limits.ts';
import type { RefusalKind } from './refusal-kinds.ts';

/** Why the host closes a WebSocket: RFC 6455 §7.4, and ours from 4000 on. */
export const closeCodes = {
  /** What came is not what a desk sends. */
  malformed: 1008,
  /** The store can't be used now. */
  tryLater: 1013,
  /** The host stops; another one, or this one again, answers soon. */
  restarting: 1012,
  /** The session is over, or is not this device's. */
  sessionEnded: 4401,
  /** No proof came in time, or one of another time. */
  notProved: 4408,
  /** The desk is of another version. */
  otherVersion: 4409,
  /** The session has as many WebSockets as it may. */
  tooMany: 4429,
} as const;

/** What a desk may leave unread before it is taken for gone, in bytes: a thousand events. */
const unreadLimitBytes = 64 * 1024;

const firstMessage = z.strictObject({ device: z.string().max(200), proof: z.string().max(200) });

/** What the desk says first, or null when it comes too late or is something else. */
export async function readFirstMessage(
  socket: WebSocket,
  { firstMessageMs }: Pick<HostLimits, 'firstMessageMs'>,
): Promise<GivenProof | null> {
  const signal = AbortSignal.timeout(firstMessageMs);
  try {
    const [data, isBinary] = (await once(socket, 'message', { signal })) as [Buffer, boolean];
    return isBinary ? null : firstMessage.parse(JSON.parse(data.toString()));
  } catch {
    return null;
  }
}

interface Telling {
  readonly backend: Backend;
  readonly caller: Caller;
  readonly after: number | null;
  /** Closes the socket for what was wrong with it, and counts that. */
  readonly end: (code: number, kind: RefusalKind) => void;
}

/**
 * Tells a desk when to look again until either side ends it. The first event says where the watch
 * began, and that it did.
 */
export async function tellDesk(
  socket: WebSocket,
  { backend, caller, after, end }: Telling,
): Promise<void> {
  const send = (event: DeskEvent) => {
    // A desk that does not read must not fill this server's memory; it comes back and catches up.
    if (socket.bufferedAmount > unreadLimitBytes) socket.terminate();
    else socket.send(JSON.stringify(event));
  };
  const watch = await backend.watch(caller, after, {
    look: send,
    ended: () => socket.close(closeCodes.sessionEnded),
  });
  if (!watch.ok) {
    if (watch.error.code === 'not_signed_in') end(closeCodes.sessionEnded, 'session');
    else socket.close(closeCodes.tryLater);
    return;
  }
  // A desk has nothing to say from here on.
  socket.once('message', () => end(closeCodes.malformed, 'form'));
  if (socket.readyState === socket.CLOSED) watch.value.stop();
  else socket.once('close', () => watch.value.stop());
  send({ seq: watch.value.seq, look: [] });
}
