import { setTimeout as sleep } from 'node:timers/promises';
import { pauseBefore } from '#shared/rules/reconnect.ts';
import type { Logger } from '../../logger.ts';
import type { RecordSignal } from '../engine.ts';
import { Listening } from './listening.ts';

/** While nothing tells: how soon a record is noticed. */
const pollEvery = 1000;
/** While told: how late a record can come whose telling was lost. Both in milliseconds. */
const safetyEvery = 15_000;

/**
 * Wakes when any server of the team has committed an audit record: the database tells, on a
 * connection of its own. Where it can't (a pooler in between) or is away, the signal polls, says so
 * in the log, and goes on trying.
 */
export class ListeningSignal implements RecordSignal {
  readonly #address: string;
  readonly #logger: Logger;
  readonly #wakes = new Set<() => void>();
  #stop: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #way: 'listening' | 'polling' | 'resting' = 'resting';

  /** `address` of the database, best without a pooler in between. */
  constructor(address: string, logger: Logger) {
    this.#address = address;
    this.#logger = logger;
  }

  /** Whether the database tells of records, or they are polled for; it rests while nobody waits. */
  get way(): 'listening' | 'polling' | 'resting' {
    return this.#way;
  }

  async onRecord(wake: () => void): Promise<{ stop(): Promise<void> }> {
    this.#wakes.add(wake);
    if (this.#stop === null) {
      this.#stop = new AbortController();
      this.#ended = this.#run(this.#stop.signal);
    }
    return {
      stop: async () => {
        this.#wakes.delete(wake);
        if (this.#wakes.size > 0) return;
        this.#stop?.abort();
        this.#stop = null;
        await this.#ended;
      },
    };
  }

  async #run(stop: AbortSignal): Promise<void> {
    this.#wakeEvery(pollEvery);
    for (let attempt = 0; !stop.aborted; attempt += 1) {
      const connection = new Listening(this.#address, () => this.#wakeAll());
      const heard = await connection.open();
      if (heard && !stop.aborted) {
        attempt = 0;
        this.#say('listening');
        this.#wakeEvery(safetyEvery);
        // What came while nobody listened.
        this.#wakeAll();
        await connection.lost(stop);
        this.#wakeEvery(pollEvery);
      }
      await connection.close();
      if (stop.aborted) break;
      this.#say('polling');
      await sleep(pauseBefore(attempt, Math.random()), null, { signal: stop, ref: false }).catch(
        () => {},
      );
    }
    clearInterval(this.#timer);
    this.#way = 'resting';
  }

  #say(way: 'listening' | 'polling'): void {
    if (this.#way !== way) this.#logger.info(`events.${way}`);
    this.#way = way;
  }

  #wakeEvery(milliseconds: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#wakeAll(), milliseconds);
    this.#timer.unref();
  }

  #wakeAll(): void {
    for (const wake of [...this.#wakes]) wake();
  }
}
