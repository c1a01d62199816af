import { setImmediate } from 'node:timers/promises';
import type { Store } from '../platform/database/schema.ts';
import { waitingAfter } from './waiting-codes.queries.ts';

/** Counting may take so little of the time: a screen asks each second, for as long as hashing goes on. */
const shareOfTime = 1 / 100;

/**
 * Counts the codes of a run that wait. In pieces, since the desk stands still for as long as SQLite
 * counts; and what takes more than one is remembered for a while, since a million take a database a
 * good part of each second.
 */
export class WaitingCount {
  readonly #atOnce: number;
  readonly #known = new Map<number, { readonly count: number; readonly until: number }>();

  constructor(atOnce = 20_000) {
    this.#atOnce = atOnce;
  }

  /** How many wait; of many, how many did within the last seconds. */
  async of(store: Store, runId: number): Promise<number> {
    const begun = performance.now();
    const known = this.#known.get(runId);
    if (known && begun < known.until) return known.count;
    this.#known.delete(runId);
    let count = 0;
    for (let after = 0; ; await setImmediate()) {
      const { counted, last } = await waitingAfter(store, runId, after, this.#atOnce);
      count += counted;
      if (counted < this.#atOnce || last === null) break;
      after = last;
    }
    const now = performance.now();
    if (count >= this.#atOnce)
      this.#known.set(runId, { count, until: now + (now - begun) / shareOfTime });
    return count;
  }
}
