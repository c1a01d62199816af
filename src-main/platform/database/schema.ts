import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { AccountStatus, Permission } from '#shared/contract/accounts.contract.ts';
import type { AuditAction, AuditOutcome } from '#shared/contract/audit.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { DeliveryError, MailKind, MailState } from '#shared/contract/mail.contract.ts';
import type { AlertKind, EndWhy, StaffRole, WorksOn } from '#shared/contract/session.contract.ts';
import type { Tier } from '#shared/contract/verification.contract.ts';
import type { ThrottleScope } from '#shared/rules/throttle-schedule.ts';
import type { Door } from '../call.ts';

/*
 * The tables as the queries see them. Times are Unix milliseconds, booleans 0 or 1, ids integers.
 * The migrations make them; their tests keep both in step.
 */

type Flag = 0 | 1;
/** Set once, never updated. */
type Fixed<T> = ColumnType<T, T, never>;

export interface MetaTable {
  key: Fixed<string>;
  value: string;
}

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

export interface AccountTable {
  id: Generated<number>;
  client_id: string;
  username: string;
  name: string;
  company: string | null;
  email: string;
  /** E.164, or as written where the number can't be parsed. */
  phone: string | null;
  country: string;
  status: AccountStatus;
  created_at: Fixed<number>;
  /** 16 random bytes: the salt of every code on this account (decision 0004). */
  code_salt: Uint8Array;
  /** One more at each change of the account, its contacts or their codes: tells two editors apart. */
  version: Generated<number>;
  address1: string | null;
  address2: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  /** The colleague who made it at the desk; null where it came otherwise. */
  created_by: Fixed<number | null>;
  /** Since when it is no account any more; the row stays, for the log names it. */
  removed_at: number | null;
}

export interface ServiceTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  kind: string;
  name: string;
  domain: string | null;
}

export interface ContactTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  kind: 'owner' | 'authorized';
  name: string;
  email: string | null;
  phone: string | null;
  may_billing: Flag;
  may_technical: Flag;
  may_security: Flag;
  may_owner: Flag;
  /** The owner's leave to use the main code. Means nothing on the owner itself. */
  viewing_access: Flag;
  /** Since when this is no contact any more; the row stays, for calls and the log name it. */
  removed_at: number | null;
}

export interface SecurityCodeTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  /** Null: the account's main code. Otherwise this contact's own code. */
  contact_id: Fixed<number | null>;
  /** argon2id in PHC form over HMAC-SHA-256(pepper, canonical code), salted by `code_salt`. */
  hash: string;
  pepper_id: string;
  strength: 'standard' | 'strong';
  from_old_code: Flag;
  exposed_at: number | null;
  set_at: number;
  /** Since when the client must choose another one; it still verifies once, for tier 1. */
  must_change_at: number | null;
  /** When it verified that once. */
  must_change_used_at: number | null;
  /** Taken over although the policy refuses it. */
  weak: Generated<Flag>;
  /** Since when it verifies nobody; null: it does. */
  disabled_at: number | null;
  set_how: Generated<'typed' | 'generated' | 'imported'>;
  /** The colleague who set it at the desk; null where it came otherwise. */
  set_by: number | null;
}

/** A code that was replaced: kept so that it can't come back, at most five for each holder. */
export interface PastCodeTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  /** Null: it was the account's main code. */
  contact_id: Fixed<number | null>;
  hash: Fixed<string>;
  pepper_id: Fixed<string>;
  replaced_at: Fixed<number>;
}

/** What `account_identifier` holds a folded value of. */
export type IdentifierKind =
  | 'client_id'
  | 'username'
  | 'email'
  /** Digits of the international form in reverse, so that last digits are a prefix. */
  | 'phone'
  /** Digits from the start: of the international form, and of the national one without trunk 0. */
  | 'phone_start'
  | 'domain'
  | 'name'
  | 'company'
  | 'contact';

/** Exact identifiers and name keys of accounts and contacts, normalised for look-up. */
export interface AccountIdentifierTable {
  kind: Fixed<IdentifierKind>;
  value: Fixed<string>;
  account_id: Fixed<number>;
  /** 0: the account itself. */
  contact_id: Fixed<number>;
}

/** The folded words that an account is found by, separated by single spaces. */
export interface AccountWordsTable {
  account_id: Fixed<number>;
  words: string;
}

/** For one beginning of words the accounts of one block of ids (`word-index/word-blocks.ts`). */
export interface WordBlockTable {
  stem: Fixed<string>;
  block: Fixed<number>;
  members: Uint8Array;
}

export interface AccountOpeningTable {
  id: Generated<number>;
  staff_id: Fixed<number>;
  account_id: Fixed<number>;
  opened_at: Fixed<number>;
}

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

export interface PortalPasswordTable {
  account_id: Fixed<number>;
  /** argon2id in PHC form over HMAC-SHA-256(pepper, password). */
  hash: string;
  pepper_id: string;
  set_at: number;
}

/** A code that was sent to a client's e-mail on file, to set a Portal password with. */
export interface PortalCodeTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  kind: Fixed<'set_password' | 'reset'>;
  /** HMAC-SHA-256(pepper, code) in hex: the code is 160 random bits, so a slow hash buys nothing. */
  code_hash: Fixed<string>;
  pepper_id: Fixed<string>;
  issued_at: Fixed<number>;
  expires_at: Fixed<number>;
  used_at: number | null;
  /** When a newer one took its place. */
  ended_at: number | null;
  issued_by: Fixed<number | null>;
  verification_id: Fixed<number | null>;
}

/** A letter to a client, until it is delivered and after. */
export interface MailMessageTable {
  id: Generated<number>;
  account_id: Fixed<number | null>;
  contact_id: Fixed<number | null>;
  kind: Fixed<MailKind>;
  /** Recipient, subject and words, under the keystore's key; no bytes once it need not be read. */
  sealed: Uint8Array;
  seal_key_id: string;
  queued_at: Fixed<number>;
  /** After that it is not sent any more: what it brings is no use by then. */
  expires_at: Fixed<number | null>;
  state: MailState;
  tries: Generated<number>;
  next_try_at: number | null;
  sent_at: number | null;
  last_error: DeliveryError | null;
}

/** One row, once a supervisor has entered it. */
export interface MailSettingsTable {
  id: Fixed<1>;
  host: string;
  port: number;
  security: 'tls' | 'starttls';
  username: string | null;
  sealed_password: Uint8Array | null;
  seal_key_id: string | null;
  from_address: string;
  from_name: string;
  /** Where clients open the Portal, as letters name it. */
  portal_address: string;
  version: number;
  changed_at: number;
  changed_by: number;
}

/** Which process works on something that only one at a time may. */
export interface LeaseTable {
  name: Fixed<string>;
  holder: string;
  until: number;
}

export interface AlertTable {
  id: Generated<number>;
  kind: Fixed<AlertKind>;
  raised_at: Fixed<number>;
  /** How many different ones were failing: contacts, or usernames. */
  failing: Fixed<number>;
  acknowledged_by: number | null;
  acknowledged_at: number | null;
}

/** A reason in a person's words; the audit log names it by id only. */
export interface ReasonTable {
  id: Generated<number>;
  text: string;
  created_at: Fixed<number>;
}

export interface AuditLogTable {
  seq: Fixed<number>;
  /** UTC, ISO 8601 with milliseconds. */
  at: Fixed<string>;
  actor_id: Fixed<number | null>;
  actor_role: Fixed<StaffRole | 'operator' | 'nobody' | 'system'>;
  action: Fixed<AuditAction>;
  subject_staff_id: Fixed<number | null>;
  account_id: Fixed<number | null>;
  contact_id: Fixed<number | null>;
  verification_id: Fixed<number | null>;
  channel: Fixed<WorkChannel | null>;
  outcome: Fixed<AuditOutcome>;
  policy_version: Fixed<number>;
  /** JSON object with its keys sorted. */
  details: Fixed<string>;
  /** SHA-256 in hex. */
  previous_hash: Fixed<string>;
  hash: Fixed<string>;
}

/** One row: where the chain ends, signed, so that a removed tail shows. */
export interface AuditHeadTable {
  id: Fixed<1>;
  seq: number;
  hash: string;
  /** Ed25519 over seq and hash, in hex; empty before the first record. */
  signature: string;
}

export interface AuditCheckpointTable {
  seq: Fixed<number>;
  hash: Fixed<string>;
  at: Fixed<string>;
  key_id: Fixed<string>;
  signature: Fixed<string>;
}

export interface Database {
  meta: MetaTable;
  staff: StaffTable;
  session: SessionTable;
  throttle: ThrottleTable;
  agent_limit: AgentLimitTable;
  account: AccountTable;
  service: ServiceTable;
  contact: ContactTable;
  security_code: SecurityCodeTable;
  past_code: PastCodeTable;
  account_identifier: AccountIdentifierTable;
  account_words: AccountWordsTable;
  word_block: WordBlockTable;
  account_opening: AccountOpeningTable;
  request: RequestTable;
  verification: VerificationTable;
  attempt: AttemptTable;
  verification_grant: VerificationGrantTable;
  approval: ApprovalTable;
  portal_password: PortalPasswordTable;
  portal_code: PortalCodeTable;
  mail_message: MailMessageTable;
  mail_settings: MailSettingsTable;
  lease: LeaseTable;
  alert: AlertTable;
  reason: ReasonTable;
  audit_log: AuditLogTable;
  audit_head: AuditHeadTable;
  audit_checkpoint: AuditCheckpointTable;
}

export type Store = Kysely<Database>;
/** A write transaction: holds the store's write lock from its first statement. */
export type Tx = Transaction<Database>;
