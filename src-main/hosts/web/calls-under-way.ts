import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The calls that have come and are not answered to their end, and whether more are wanted. */
export class CallsUnderWay {
  /** The host is about to stop. */
  closing = false;
  readonly #open = new Set<FastifyRequest>();
  #allEnded: () => void = () => {};

  /** Counts a request until its reply has gone, or its connection. */
  follow(request: FastifyRequest, reply: FastifyReply): void {
    this.#open.add(request);
    reply.raw.once('close', () => {
      this.#open.delete(request);
      if (this.#open.size === 0) this.#allEnded();
    });
  }

  /** Resolves when there are none, or after that many milliseconds. */
  async ended(atMostMs: number): Promise<void> {
    if (this.#open.size === 0) return;
    const done = new AbortController();
    const ended = new Promise<void>((resolve) => {
      this.#allEnded = resolve;
    });
    await Promise.race([
      ended,
      pause(atMostMs, undefined, { signal: done.signal }).catch(() => {}),
    ]);
    done.abort();
  }
}
