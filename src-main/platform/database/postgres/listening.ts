import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type Client } from 'pg';
import { recordChannel } from './audit-guards.ts';
import { connectionOf } from './pool.ts';

/** How long a telling may take before LISTEN counts as not to be had, in milliseconds. */
const proofTimeout = 2000;
const answerTimeout = 5000;
/** How often it is asked whether the connection still answers. */
const askEvery = 15_000;

/** Marks what servers tell themselves, to hear whether they hear. */
const proofMark = 'proof ';

/** One connection that hears of audit records; none of its methods rejects. */
export class Listening {
  readonly #address: string;
  readonly #client: Client;
  readonly #lost: Promise<void>;

  constructor(address: string, wake: () => void) {
    this.#address = address;
    this.#client = new pg.Client({ ...connectionOf(address), query_timeout: answerTimeout });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lost = promise;
    this.#client.on('error', () => resolve());
    this.#client.on('end', () => resolve());
    this.#client.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith(proofMark)) wake();
    });
  }

  /**
   * Connects, and hears whether it is heard: a pooler takes LISTEN and gives the connection to
   * somebody else. False when the database or the telling can't be had.
   */
  async open(): Promise<boolean> {
    try {
      await this.#client.connect();
      await this.#client.query(`listen ${recordChannel}`);
      return await this.#prove();
    } catch {
      return false;
    }
  }

  /** Resolves when the connection is lost, or when it is stopped. */
  async lost(stop: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
    const over = new AbortController();
    void this.#askUntil(over.signal);
    await Promise.race([this.#lost, stopped]);
    over.abort();
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {});
  }

  /** Ends the connection when it does not answer: what broke on the way is not heard of here. */
  async #askUntil(over: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await sleep(askEvery, null, { signal: over, ref: false });
        await this.#client.query('select 1');
      }
    } catch {
      await this.close();
    }
  }

  async #prove(): Promise<boolean> {
    const proof = `${proofMark}${randomUUID()}`;
    const heard = new Promise<boolean>((resolve) => {
      this.#client.on('notification', ({ payload }) => {
        if (payload === proof) resolve(true);
      });
    });
    await this.#tell(proof);
    return Promise.race([heard, sleep(proofTimeout, false, { ref: false })]);
  }

  /** By a connection of its own: what one tells oneself is heard through any pooler. */
  async #tell(proof: string): Promise<void> {
    const teller = new pg.Client({ ...connectionOf(this.#address), query_timeout: answerTimeout });
    teller.on('error', () => {});
    try {
      await teller.connect();
      await teller.query('select pg_notify($1, $2)', [recordChannel, proof]);
    } finally {
      await teller.end().catch(() => {});
    }
  }
}
