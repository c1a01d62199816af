import type { Store, Tx } from '../platform/database/schema.ts';

/** No write may hold the others up for longer, in milliseconds (decision 0015). */
const longestMs = 50;
const fewest = 10;
const most = 500;

/**
 * How many rows are written at once: as many as keep a transaction short on this machine, found out
 * as it goes.
 */
export class BatchSize {
  #rows = 100;

  get rows(): number {
    return this.#rows;
  }

  /** A batch of so many rows held the others up for so long, in milliseconds; 0: it wrote none. */
  took(ms: number): void {
    if (ms === 0) return;
    if (ms > longestMs) this.#rows = Math.max(fewest, Math.floor(this.#rows / 2));
    else if (ms < longestMs / 2) this.#rows = Math.min(most, Math.ceil(this.#rows * 1.25));
  }
}

/** Writes in one transaction; returns for how long it held the others up, in milliseconds. */
export function timedWrite(store: Store, write: (tx: Tx) => Promise<void>): Promise<number> {
  return store.transaction().execute(async (tx) => {
    const begun = performance.now();
    await write(tx);
    return performance.now() - begun;
  });
}
