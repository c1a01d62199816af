import websocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { closeCodes } from './desk-socket.ts';
import type { HostLimits } from './host-limits.ts';

/** A session's tabs and windows, and one or two of them that have not noticed that they are gone. */
const socketsPerSession = 6;

/**
 * Lets routes have WebSockets. To be added before all other checks: a refused upgrade leaves its
 * connection to whoever took it in, and that has to be what closes it.
 */
export async function addWebSockets(app: FastifyInstance, { pingEveryMs }: HostLimits) {
  const open = new OpenSockets();
  await app.register(websocket, {
    // A desk sends one short message.
    options: { maxPayload: 1024 },
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => {
      open.endAll();
      app.websocketServer.close();
      done();
    },
  });
  const pings = setInterval(() => open.ping(), pingEveryMs);
  app.addHook('onClose', async () => clearInterval(pings));
  return open;
}

/** The WebSockets that are open, and whether there is still somebody at their other ends. */
export class OpenSockets {
  readonly #answered = new Map<WebSocket, boolean>();
  readonly #perSession = new Map<string, number>();

  /** Takes a socket in for as long as it is open; false when its session has too many. */
  add(socket: WebSocket, token: string): boolean {
    const already = this.#perSession.get(token) ?? 0;
    if (already >= socketsPerSession) return false;
    this.#perSession.set(token, already + 1);
    this.#answered.set(socket, true);
    socket.on('pong', () => this.#answered.set(socket, true));
    socket.once('close', () => {
      this.#answered.delete(socket);
      const left = (this.#perSession.get(token) ?? 1) - 1;
      if (left === 0) this.#perSession.delete(token);
      else this.#perSession.set(token, left);
    });
    return true;
  }

  /** Cuts those that have not answered since the last time, and asks the others again. */
  ping(): void {
    for (const [socket, answered] of this.#answered) {
      if (!answered) socket.terminate();
      else {
        this.#answered.set(socket, false);
        socket.ping();
      }
    }
  }

  endAll(): void {
    for (const socket of this.#answered.keys()) socket.close(closeCodes.restarting);
  }
}
