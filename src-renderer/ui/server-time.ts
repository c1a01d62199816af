/**
 * The backend's clock as the screen knows it: the time of the newest reply plus what the
 * monotonic clock has counted since. A changed clock on this computer moves no countdown.
 */
let serverMs = Date.now();
let heardAt = performance.now();

/** Takes the backend's time (Unix ms) from a reply that carries it. */
export function syncServerTime(now: number): void {
  serverMs = now;
  heardAt = performance.now();
}

/** The backend's time now (Unix ms). */
export function serverNow(): number {
  return serverMs + (performance.now() - heardAt);
}
