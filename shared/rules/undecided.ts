import type { ErrorCode } from '../result.ts';

const undecided: ReadonlySet<ErrorCode> = new Set([
  'store_unavailable',
  'newer_store',
  'store_damaged',
  'server_away',
  'server_changed',
  'other_version',
  'internal',
]);

/**
 * Whether a refusal leaves open what was asked, so that the same may be sent again: what was typed
 * for it stays where it is.
 */
export function isUndecided(code: ErrorCode): boolean {
  return undecided.has(code);
}
