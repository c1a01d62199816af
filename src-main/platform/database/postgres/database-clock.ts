import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Store } from '../schema.ts';

/** How often the clocks are compared, in milliseconds: this machine's drifts by a few a day. */
const compareEvery = 30_000;
const roundTrips = 5;
/** Further off than an answer can have been under way, in milliseconds. */
const tooFar = 1_000;

/**
 * The database's time, on every server of the team the same: what a server decides must not hang
 * on its own clock, which may be an hour off (decision 0016). Between two comparisons it goes on by
 * this process's monotonic clock; nothing ever sets that.
 */
export class DatabaseClock implements Clock {
  readonly #store: Store;
  /** The database's time, in Unix milliseconds, when the monotonic clock was at 0. */
  #offset: number;
  readonly #timer: NodeJS.Timeout;

  private constructor(store: Store, offset: number) {
    this.#store = store;
    this.#offset = offset;
    this.#timer = setInterval(() => void this.#compare(), compareEvery);
    this.#timer.unref();
  }

  /** Compares the clocks, and again and again until it is stopped. Refuses as a query does. */
  static async start(store: Store): Promise<DatabaseClock> {
    return new DatabaseClock(store, await measure(store));
  }

  now(): number {
    return Math.floor(this.#offset + performance.now());
  }

  /**
   * Takes the time that the database has just told, where this clock is far from it: this machine
   * was suspended, or another one with another clock has become the database. Every write
   * transaction tells it as it begins, so that none decides by a time that its team has left.
   */
  hear(databaseNow: number): void {
    const off = databaseNow - this.now();
    if (Math.abs(off) > tooFar) this.#offset += off;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A database that is away leaves the clock as it was; the next comparison makes it good. */
  async #compare(): Promise<void> {
    this.#offset = await measure(this.#store).catch(() => this.#offset);
  }
}

/** By the shortest of a few round trips: it says best when within it the database read its clock. */
async function measure(store: Store): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  let offset = 0;
  for (let trip = 0; trip < roundTrips; trip += 1) {
    const sent = performance.now();
    const { rows } = await sql<{ now: number }>`
      select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(store);
    const received = performance.now();
    if (received - sent >= shortest) continue;
    shortest = received - sent;
    offset = (rows[0]?.now ?? 0) - (sent + received) / 2;
  }
  return offset;
}
