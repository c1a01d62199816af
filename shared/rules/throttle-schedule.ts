import type { ThrottleView } from '../contract/accounts.contract.ts';

const second = 1000;
const minute = 60 * second;

/** Attempts in one verification. */
export const triesInVerification = 3;
/** Attempts before the first wait. */
export const freeTries = 3;
/** Failures in a row that disable a code for a contact. A sign-in is never disabled. */
export const failuresUntilDisabled = 10;

/** What one agent may do in any hour before a supervisor is needed. */
export const agentLimits = { windowMs: 60 * minute, failures: 20, accounts: 60 } as const;

/** So many distinct contacts failing within the window raise an alert for the whole desk. */
export const deskAlertLimits = { windowMs: 10 * minute, contacts: 10 } as const;

/** The waits after failures 3, 4, 5 and so on, in milliseconds. The last one stays. */
const waits: readonly number[] = [
  30 * second,
  ...[1, 2, 4, 8, 16, 32].map((minutes) => minutes * minute),
];

/** How long to wait after so many failures in a row before the next attempt, in milliseconds. */
export function waitAfter(failures: number): number {
  if (failures < freeTries) return 0;
  return waits[Math.min(failures - freeTries, waits.length - 1)] ?? 0;
}

export interface ThrottleFacts {
  /** Failures in a row: tries charged and not forgiven. */
  readonly failures: number;
  /** When the newest try was charged, Unix milliseconds; null when there was none. */
  readonly lastChargedAt: number | null;
  readonly now: number;
  /** Failures in a row after which nothing is let through; null for never. */
  readonly disableAfter: number | null;
}

/**
 * Whether another try is let through now. After a wait it is exactly one. A clock that has gone
 * back makes the wait longer, never shorter.
 */
export function throttleState(facts: ThrottleFacts): ThrottleView {
  const { failures, lastChargedAt, now, disableAfter } = facts;
  if (disableAfter !== null && failures >= disableAfter) return { kind: 'disabled' };
  if (failures < freeTries) return { kind: 'free', triesLeft: freeTries - failures };
  const until = (lastChargedAt ?? now) + waitAfter(failures);
  return now < until ? { kind: 'wait', until } : { kind: 'free', triesLeft: 1 };
}
