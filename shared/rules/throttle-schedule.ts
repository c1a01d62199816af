import type { ThrottleView } from '../contract/accounts.contract.ts';

const second = 1000;
const minute = 60 * second;

/** Attempts in one verification. */
export const triesInVerification = 3;
/** Failures in a row that disable a code for a contact. A sign-in is never disabled. */
export const failuresUntilDisabled = 10;

/** What one agent may do in any hour before a supervisor is needed. */
export const agentLimits = { windowMs: 60 * minute, failures: 20, accounts: 60 } as const;

/** So many different contacts, or usernames, failing within the window raise an alert for all. */
export const deskAlertLimits = { windowMs: 10 * minute, contacts: 10, names: 10 } as const;

/** The waits after the free tries, in milliseconds. The last one stays. */
const waits: readonly number[] = [
  30 * second,
  ...[1, 2, 4, 8, 16, 32].map((minutes) => minutes * minute),
];
const longestWait = 32 * minute;

/**
 * What tries are counted on: a contact's code, a username, the address that sign-ins come from,
 * codes offered for an account that can't be used on it, and passwords of the Portal.
 */
export type ThrottleScope = 'contact' | 'sign_in' | 'address' | 'code_set' | 'portal';

export interface ThrottleSchedule {
  /** Tries before the first wait. */
  readonly freeTries: number;
  /** Failures after which nothing is let through; null for never. */
  readonly disableAfter: number | null;
  /** One failure is forgotten whenever so many milliseconds have passed; null: time forgives none. */
  readonly forgetOneEveryMs: number | null;
}

/**
 * An address is shared by a whole office, so it has more free tries, is never shut for good, and
 * nobody's success forgives somebody else's failures. Instead time does, one in the longest wait:
 * so whoever goes on failing at the longest wait stays there and climbs no higher, and an office
 * is free again four hours after it was made to wait the longest. From one address at most some 45
 * passwords a day can be tried in the long run, over all usernames.
 */
export const schedules: Readonly<Record<ThrottleScope, ThrottleSchedule>> = {
  contact: { freeTries: 3, disableAfter: failuresUntilDisabled, forgetOneEveryMs: null },
  sign_in: { freeTries: 3, disableAfter: null, forgetOneEveryMs: null },
  address: { freeTries: 20, disableAfter: null, forgetOneEveryMs: longestWait },
  code_set: { freeTries: 3, disableAfter: null, forgetOneEveryMs: longestWait },
  portal: { freeTries: 3, disableAfter: null, forgetOneEveryMs: longestWait },
};

/** How long to wait after so many failures before the next attempt, in milliseconds. */
export function waitAfter({ freeTries }: ThrottleSchedule, failures: number): number {
  if (failures < freeTries) return 0;
  return waits[Math.min(failures - freeTries, waits.length - 1)] ?? 0;
}

/** The failures at which the wait changes, the most first. */
export function waitSteps({ freeTries }: ThrottleSchedule): readonly number[] {
  return waits.map((_wait, step) => freeTries + step).reverse();
}

export interface ThrottleFacts {
  /** Failures that count: tries charged and neither forgiven nor forgotten. */
  readonly failures: number;
  /** When the newest try was charged, Unix milliseconds; null when there was none. */
  readonly lastChargedAt: number | null;
  readonly now: number;
}

/**
 * Whether another try is let through now. After a wait it is exactly one. A clock that has gone
 * back makes the wait longer, never shorter.
 */
export function throttleState(schedule: ThrottleSchedule, facts: ThrottleFacts): ThrottleView {
  const { freeTries, disableAfter } = schedule;
  const { failures, lastChargedAt, now } = facts;
  if (disableAfter !== null && failures >= disableAfter) return { kind: 'disabled' };
  if (failures < freeTries) return { kind: 'free', triesLeft: freeTries - failures };
  const until = (lastChargedAt ?? now) + waitAfter(schedule, failures);
  return now < until ? { kind: 'wait', until } : { kind: 'free', triesLeft: 1 };
}

export interface AgedFailures {
  readonly failures: number;
  /** Up to when time has been counted, Unix milliseconds; null where the schedule counts none. */
  readonly agedAt: number | null;
}

/**
 * The failures that are left when time has passed. Time is counted in whole steps, so that it does
 * not matter how often it is counted; a clock that has gone back begins its step anew and gives no
 * credit for the time it goes over twice.
 */
export function ageFailures(
  { forgetOneEveryMs }: ThrottleSchedule,
  { failures, agedAt }: AgedFailures,
  now: number,
): AgedFailures {
  if (forgetOneEveryMs === null || agedAt === null) return { failures, agedAt };
  if (agedAt > now) return { failures, agedAt: now };
  const steps = Math.floor((now - agedAt) / forgetOneEveryMs);
  return { failures: Math.max(0, failures - steps), agedAt: agedAt + steps * forgetOneEveryMs };
}
