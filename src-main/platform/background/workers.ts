import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from '../database/schema.ts';
import type { Logger } from '../logger.ts';
import { leaveLease, takeLease } from './lease.ts';

/** Work that nobody waits for at the screen. */
export interface Worker {
  /** A closed word: the lease's name, and what the program's log calls it. */
  readonly name: string;
  /** Whether there is something to do now. Only reads. */
  due(): Promise<boolean>;
  /** Does one piece, in less than a lease's time; it bears being done twice, and being cut off. */
  step(): Promise<void>;
}

export interface Workers {
  /** Lets the steps under way end, and does no more. */
  stop(): Promise<void>;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** False while the store can't be used: nothing is looked at then. */
  readonly usable: () => boolean;
  /** How often to look whether something is due, in milliseconds. */
  readonly everyMs?: number;
}

const lookEveryMs = 2_000;
const longestPauseMs = 5 * 60_000;

/**
 * Runs workers beside the desk. Of several processes on one store, one at a time does a worker's
 * steps. What fails is tried again after growing pauses; the program's log names it once until it
 * succeeds, by the kind of error alone.
 */
export function runWorkers(parts: Parts, workers: readonly Worker[]): Workers {
  const holder = randomUUID();
  const running = workers.map((worker) => new RunningWorker(parts, worker, holder));
  return {
    async stop() {
      await Promise.all(running.map((worker) => worker.stop()));
    },
  };
}

class RunningWorker {
  readonly #parts: Parts;
  readonly #worker: Worker;
  readonly #holder: string;
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout;
  #turn: Promise<void> | null = null;
  #stopped = false;
  #leased = false;
  #failures = 0;
  #quietUntil = 0;

  constructor(parts: Parts, worker: Worker, holder: string) {
    this.#parts = parts;
    this.#worker = worker;
    this.#holder = holder;
    this.#everyMs = parts.everyMs ?? lookEveryMs;
    this.#timer = setInterval(() => this.#look(), this.#everyMs);
    this.#timer.unref();
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#turn;
    if (!this.#leased) return;
    // In a store that has gone meanwhile the lease runs out by itself.
    await leaveLease(this.#parts.store, this.#worker.name, this.#holder).catch(() => {});
  }

  #look(): void {
    if (this.#turn || performance.now() < this.#quietUntil) return;
    this.#turn = this.#work().finally(() => {
      this.#turn = null;
    });
  }

  /** Does what is due, until nothing is. */
  async #work(): Promise<void> {
    try {
      while (!this.#stopped && this.#parts.usable() && (await this.#takeStep())) this.#failures = 0;
    } catch (error) {
      this.#noteFailure(error);
    }
  }

  /** False when there is nothing to do, or another process does it. */
  async #takeStep(): Promise<boolean> {
    const { store, clock } = this.#parts;
    if (!(await this.#worker.due())) return false;
    this.#leased = await takeLease(store, this.#worker.name, this.#holder, clock.now());
    if (!this.#leased) return false;
    await this.#worker.step();
    return true;
  }

  #noteFailure(error: unknown): void {
    const pause = Math.min(this.#everyMs * 2 ** this.#failures, longestPauseMs);
    this.#quietUntil = performance.now() + pause;
    if (this.#failures === 0)
      this.#parts.logger.error('worker.failed', {
        worker: this.#worker.name,
        error: error instanceof Error ? error.name : typeof error,
      });
    this.#failures += 1;
  }
}
