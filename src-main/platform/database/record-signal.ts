import type { RecordSignal } from './engine.ts';

/** How soon a record that another process wrote is noticed, in milliseconds. */
const everyMs = 1000;

/**
 * The signal of a database that tells nobody of its writes: it wakes once a second, and its
 * listener's own read, of the records after the last one known, is all that this costs.
 *
 * @param wakes holds the listeners meanwhile, so that whoever knows of a write wakes them at once
 */
export function pollingSignal(wakes: Set<() => void> = new Set()): RecordSignal {
  return {
    async onRecord(wake) {
      wakes.add(wake);
      const timer = setInterval(wake, everyMs);
      timer.unref();
      return {
        async stop() {
          wakes.delete(wake);
          clearInterval(timer);
        },
      };
    },
  };
}
