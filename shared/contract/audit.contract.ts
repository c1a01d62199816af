import { z } from 'zod';
import { defineChannels, roles } from './channel.ts';
import { id, line, nothing, time, workChannel } from './fields.ts';

/** Everything the record can say that somebody did. Old names are never reused or removed. */
export const auditActions = [
  'store.created',
  'store.demo_loaded',
  'store.opened',
  'store.recovered',
  'store.backed_up',
  'store.desk_connected',
  'store.desk_disconnected',
  'store.move_begun',
  'session.signed_in',
  'session.sign_in_failed',
  'session.signed_out',
  'session.ended',
  'session.device_refused',
  'session.role_refused',
  'session.locked',
  'session.unlocked',
  'session.unlock_failed',
  'session.password_changed',
  'session.password_change_failed',
  'staff.added',
  'staff.password_reset',
  'staff.activated',
  'staff.deactivated',
  'staff.limit_reached',
  'staff.limit_lifted',
  'account.opened',
  'account.unmasked',
  'account.created',
  'account.edit_opened',
  'account.edited',
  'account.status_changed',
  'account.owner_changed',
  'contact.added',
  'contact.changed',
  'contact.removed',
  'verification.opened',
  'verification.request_changed',
  'verification.attempted',
  'verification.code_disabled',
  'verification.ended',
  'code.call_back_numbers_shown',
  'code.enable_requested',
  'code.enable_decided',
  'code.rehashed',
  'code.set',
  'code.set_refused',
  'code.generated',
  'code.removed',
  'code.disabled',
  'code.enabled',
  'code.change_required',
  'code.access_given',
  'code.access_taken',
  'code.hashed_from_import',
  'approval.asked',
  'approval.decided',
  'leave.refused',
  'portal.username_told',
  'portal.reset_started',
  'portal.set_password_sent',
  'portal.password_set',
  'portal.code_refused',
  'portal.password_refused',
  'mail.queued',
  'mail.sent',
  'mail.failed',
  'mail.expired',
  'mail.retried',
  'mail.read',
  'mail.settings_changed',
  'mail.tested',
  'import.begun',
  'import.read',
  'import.confirmed',
  'import.applied',
  'import.cancelled',
  'import.undo_begun',
  'import.undone',
  'import.failed',
  'import.account_changed',
  'import.account_put_back',
  'accounts.exported',
  'order.noted',
  'card.refused',
  'alert.raised',
  'alert.acknowledged',
  'audit.checked',
  'audit.exported',
  /** Never written: shown for a record changed from outside into something that no record holds. */
  'unreadable',
] as const;
export const auditAction = z.enum(auditActions);
export type AuditAction = (typeof auditActions)[number];

/** How it ended, in words that filters and exports share. */
export const auditOutcomes = [
  'done',
  'verified',
  'not_verified',
  'wait',
  'disabled',
  'spent',
  'refused',
  'failed',
] as const;
export const auditOutcome = z.enum(auditOutcomes);
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Facts of one record: ids, counts and closed words. Never a name, an address or a code. */
export const auditDetails = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);
export type AuditDetails = z.infer<typeof auditDetails>;

/** A record as it is chained: what the hash covers, nothing looked up. */
export const auditRecord = z.strictObject({
  seq: id,
  /** UTC, ISO 8601 with milliseconds. */
  at: z.string(),
  actorId: id.nullable(),
  actorRole: z.enum([...roles, 'nobody', 'system']),
  action: auditAction,
  subjectStaffId: id.nullable(),
  accountId: id.nullable(),
  contactId: id.nullable(),
  verificationId: id.nullable(),
  channel: workChannel.nullable(),
  outcome: auditOutcome,
  policyVersion: z.number().int().positive(),
  details: auditDetails,
  /** SHA-256 in hex: of the record before (64 zeros for the first), and of this one. */
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/** A record as a supervisor reads it: ids resolved to names as they are today. */
export const auditEntry = z.strictObject({
  ...auditRecord.shape,
  actorName: z.string().nullable(),
  subjectStaffName: z.string().nullable(),
  clientId: z.string().nullable(),
  accountName: z.string().nullable(),
  contactName: z.string().nullable(),
  /** What they asked for, where the record names a request. */
  requestLabel: z.string().nullable(),
  /** The reason a supervisor gave, kept beside the chain so that it can be erased. */
  reason: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditFilter = z.strictObject({
  staffId: id.optional(),
  clientId: line(40).optional(),
  action: auditAction.optional(),
  outcome: auditOutcome.optional(),
  from: time.optional(),
  to: time.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** What is wrong at one place of the chain. */
export const auditProblem = z.strictObject({
  seq: id,
  problem: z.enum([
    'altered',
    'missing',
    'reordered',
    'tail_removed',
    'head_forged',
    'checkpoint_broken',
  ]),
  message: z.string(),
});
export type AuditProblem = z.infer<typeof auditProblem>;

export const auditCheck = z.strictObject({
  whole: z.boolean(),
  records: z.number().int().nonnegative(),
  checkpoints: z.number().int().nonnegative(),
  headHash: z.string(),
  /** The first problems found, at most 100. */
  problems: z.array(auditProblem),
});
export type AuditCheck = z.infer<typeof auditCheck>;

export const auditChannels = defineChannels({
  /** The log, newest first; `before` continues from an earlier page's `next`. */
  list: {
    access: ['supervisor'],
    input: z.strictObject({
      filter: auditFilter,
      before: id.nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ entries: z.array(auditEntry), next: id.nullable() }),
  },
  /** One verification's story, oldest first. */
  story: {
    access: ['supervisor'],
    input: z.strictObject({ verificationId: id }),
    output: z.strictObject({ entries: z.array(auditEntry) }),
  },
  /** Checks the whole chain and its signed checkpoints. The check itself is logged. */
  check: { access: ['supervisor', 'operator'], input: nothing, output: auditCheck },
  /** The raw records in order, for an export that others can check. Logged on the first page. */
  records: {
    access: ['operator'],
    input: z.strictObject({
      after: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(1000),
    }),
    output: z.strictObject({ records: z.array(auditRecord), next: id.nullable() }),
  },
});
