import websocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { closeCodes } from './desk-socket.ts';
import type { HostLimits } from './host-limits.ts';

/** A session's tabs and windows, and one or two of them that have not noticed that they are gone. */
const socketsPerSession = 6;

/** Those that have not proved their device yet, of one address: an office shares one. */
const unprovedPerAddress = 1000;

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
  readonly #unproved = new Tally(unprovedPerAddress);
  readonly #perSession = new Tally(socketsPerSession);

  /**
   * Takes a socket in for as long as it is open. Returns what to call once its desk has proved
   * itself, which stops counting it against its address; null when that has too many.
   */
  add(socket: WebSocket, address: string): (() => void) | null {
    const proved = this.#unproved.take(address);
    if (proved === null) return null;
    this.#answered.set(socket, true);
    socket.on('pong', () => this.#answered.set(socket, true));
    socket.once('close', () => {
      this.#answered.delete(socket);
      proved();
    });
    return proved;
  }

  /**
   * Counts a socket among its session's for as long as it is open; false when that has too many.
   * Whoever has only the session's cookie, and not its device's key, must not use up its places.
   */
  countProved(socket: WebSocket, token: string): boolean {
    const gone = this.#perSession.take(token);
    if (gone === null) return false;
    if (socket.readyState === socket.OPEN) socket.once('close', gone);
    else gone();
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

/** How many there are under each name, up to a limit. */
class Tally {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more; returns what gives it back, once, or null when there are as many as may be. */
  take(name: string): (() => void) | null {
    const already = this.#counts.get(name) ?? 0;
    if (already >= this.#limit) return null;
    this.#counts.set(name, already + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.#counts.get(name) ?? 1) - 1;
      if (left === 0) this.#counts.delete(name);
      else this.#counts.set(name, left);
    };
  }
}
