import type { Generated } from 'kysely';
import type { AuditAction, AuditOutcome } from '#shared/contract/audit.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { AlertKind, StaffRole } from '#shared/contract/session.contract.ts';
import type { Fixed } from './columns.ts';

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
