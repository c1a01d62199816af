import { once } from 'node:events';

/** Resolves when the program is told to end by one of these signals. A second one ends it at once. */
export async function toldToStop(signals: readonly NodeJS.Signals[]): Promise<void> {
  const done = new AbortController();
  const waiting = signals.map((name) => once(process, name, { signal: done.signal }));
  await Promise.race(waiting);
  // The others no longer wait.
  for (const other of waiting) {
    other.catch(() => {});
  }
  done.abort();
}
