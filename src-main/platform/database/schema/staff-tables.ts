import type { Generated } from 'kysely';
import type { EndWhy, StaffRole, WorksOn } from '#shared/contract/session.contract.ts';
import type { ThrottleScope } from '#shared/rules/throttle-schedule.ts';
import type { Door } from '../../call.ts';
import type { Fixed, Flag } from './columns.ts';

export interface StaffTable {
  id: Generated<number>;
  username: string;
  name: string;
  role: StaffRole;
  works_on: WorksOn;
  /** argon2id in PHC form over HMAC-SHA-256(pepper, password). */
  password_hash: string;
  pepper_id: string;
  active: Flag;
  password_change_due: Flag;
  created_at: Fixed<number>;
  last_sign_in_at: number | null;
  /** The colleague who gave the newest first password, and when; null for the command line. */
  first_password_by: number | null;
  first_password_at: number | null;
}

export interface SessionTable {
  id: Generated<number>;
  /** SHA-256 of the token, in hex; the token itself is only with the caller's host. */
  token_hash: Fixed<string>;
  staff_id: Fixed<number>;
  door: Fixed<Door>;
  signed_in_at: Fixed<number>;
  expires_at: Fixed<number>;
  last_activity_at: number;
  locked_at: number | null;
  ended_at: number | null;
  /** The device it was opened on, which alone may use it; null where there is none to tell apart. */
  device: Fixed<string | null>;
  /** Where the sign-in came from, as a team's server saw it. */
  address: Fixed<string | null>;
  /** Why it ended, where its colleague is told at this door. */
  end_why: EndWhy | null;
}

/**
 * Attempts on one thing: `charged` counts every try ever, `forgiven` is the number of the newest
 * try that a success (or a supervisor) forgave. Failures in a row are the difference. For an address,
 * where one person's success says nothing of another's failures, `forgiven` is how many were.
 */
export interface ThrottleTable {
  scope: Fixed<ThrottleScope>;
  /** `account:contact`; for a sign-in the keyed hash of the username typed, or of the address. */
  key: Fixed<string>;
  charged: number;
  forgiven: number;
  last_charged_at: number;
  /** When a try was last found to have failed; kept for sign-ins, to see that many names fail. */
  failed_at: number | null;
  /** Up to when old failures are forgotten, where the schedule forgets. */
  aged_at: number | null;
}

/** One hourly limit of one agent; reached until a supervisor lifts it. */
export interface AgentLimitTable {
  staff_id: Fixed<number>;
  kind: Fixed<'failures' | 'accounts'>;
  reached_at: number | null;
  /** The newest attempt or opening, by its id, that a supervisor forgave; 0 for none. */
  counted_after: number;
}
