import type { Generated } from 'kysely';
import type { Permission, WorkChannel } from '#shared/contract/fields.ts';
import type { Tier } from '#shared/contract/verification.contract.ts';
import type { Fixed, Flag } from './columns.ts';

export interface RequestTable {
  id: Fixed<string>;
  label: string;
  tier: Tier;
  permission: Permission | null;
  needs_approval: Flag;
  position: number;
}

export interface VerificationTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  contact_id: Fixed<number | null>;
  agent_id: Fixed<number>;
  channel: Fixed<WorkChannel>;
  request_id: string;
  opened_at: Fixed<number>;
  ended_at: number | null;
  /** Attempts charged to this verification, at most 3. */
  attempts: number;
}

export type AttemptWhy =
  | 'match'
  | 'call_ended'
  | 'no_match'
  | 'main_code_without_access'
  | 'no_code_to_use'
  | 'unknown_caller';

export interface AttemptTable {
  id: Generated<number>;
  verification_id: Fixed<number>;
  account_id: Fixed<number>;
  contact_id: Fixed<number | null>;
  agent_id: Fixed<number>;
  /** The number of this try in the contact's throttle. */
  charge: Fixed<number>;
  charged_at: Fixed<number>;
  settled_at: number | null;
  /** `charged` until it is settled; a crash leaves it so, and spent. */
  outcome: 'charged' | 'verified' | 'not_verified';
  why: AttemptWhy | null;
  /** The code that matched, whether or not it verified. */
  code_id: number | null;
  pasted: Fixed<Flag>;
}

export interface VerificationGrantTable {
  id: Generated<number>;
  verification_id: Fixed<number>;
  account_id: Fixed<number>;
  agent_id: Fixed<number>;
  issued_at: Fixed<number>;
  expires_at: Fixed<number>;
  ended_at: number | null;
  /** The grant's lists of request ids as JSON (`GrantView` without its times). */
  lists: Fixed<string>;
}

/** What an agent asks a supervisor for after calling a number on record back. */
export interface ApprovalTable {
  id: Generated<number>;
  verification_id: Fixed<number>;
  account_id: Fixed<number>;
  contact_id: Fixed<number>;
  /** A request of the catalogue; null: to enable the contact's code. */
  request_id: Fixed<string | null>;
  requested_by: Fixed<number>;
  requested_at: Fixed<number>;
  called_back: Fixed<'account' | 'contact'>;
  decided_by: number | null;
  decided_at: number | null;
  decision: 'approve' | 'refuse' | null;
}

/** What a customer ordered in a call, in words; who is to be paid how is never kept. */
export interface NewOrderTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  verification_id: Fixed<number | null>;
  agent_id: Fixed<number>;
  channel: Fixed<WorkChannel | null>;
  words: Fixed<string>;
  /** Whether the account was made for it. */
  new_customer: Fixed<Flag>;
  noted_at: Fixed<number>;
  /** The dialogue's own mark: an order that is sent twice is one. */
  once: Fixed<string>;
}
