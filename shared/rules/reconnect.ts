const firstMs = 500;
const longestMs = 30_000;

/**
 * How long a desk waits before it tries a server again, in milliseconds: growing, so that a server
 * that comes back is not stormed, and jittered by `random` (0 to 1), so that desks don't come in step.
 */
export function pauseBefore(attempt: number, random: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(whole * (0.5 + random / 2));
}
