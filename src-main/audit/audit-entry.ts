import type { AuditAction, AuditDetails, AuditOutcome } from '#shared/contract/audit.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { Actor } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';

/** What a use case says happened. Ids and closed words only: never a name, an address, a secret. */
export interface AuditNote {
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly subjectStaffId?: number | null;
  readonly accountId?: number | null;
  readonly contactId?: number | null;
  readonly verificationId?: number | null;
  readonly channel?: WorkChannel | null;
  readonly details?: AuditDetails;
}

/** The audit log as the other rooms see it: they append, in the transaction of what they record. */
export interface AuditWriter {
  append(tx: Tx, note: AuditNote): Promise<void>;
  /** The same for many records at once, in as few statements as for one. */
  appendAll(tx: Tx, notes: readonly AuditNote[]): Promise<void>;
  /** Keeps a reason in a person's words beside the chain; its id goes into `details.reasonId`. */
  keepReason(tx: Tx, text: string): Promise<number>;
}
