import type { AuditRecord } from '#shared/contract/audit.contract.ts';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import type { SignedIn } from '../platform/call.ts';

type Where = DeskEvent['look'][number];

/** Whom a record concerns. */
type Whom =
  | { readonly everyone: true }
  | { readonly role: SignedIn['role'] }
  | { readonly staffId: number | null }
  | { readonly sessionId: unknown };

/** Who looks where because of a record; `ended`: that session is over, and with it the watch. */
export interface Look {
  readonly whom: Whom;
  readonly where: Where | 'ended';
}

const supervisors: Look = { whom: { role: 'supervisor' }, where: 'pulse' };
const everyone: Look = { whom: { everyone: true }, where: 'pulse' };
const colleague = (staffId: number | null): Look => ({ whom: { staffId }, where: 'pulse' });

/**
 * What desks look at again because of one record of the audit log. Whatever a desk is to hear of
 * has to be recorded, and to stand here: there is no other way to tell one (decision 0020).
 */
export function looksAfter(record: AuditRecord): readonly Look[] {
  const { action, actorId, subjectStaffId, details } = record;
  const session = (where: Look['where']): Look => ({
    whom: { sessionId: details['sessionId'] },
    where,
  });
  switch (action) {
    case 'session.signed_in':
      return [supervisors];
    case 'session.locked':
    case 'session.unlocked':
    case 'session.password_changed':
      return [session('session'), supervisors];
    case 'session.signed_out':
      return [session('ended'), supervisors];
    case 'staff.limit_reached':
    case 'staff.limit_lifted':
      return [colleague(subjectStaffId), supervisors];
    case 'alert.raised':
    case 'alert.acknowledged':
      return [everyone];
    // What callers are granted may have ended with it, at whosever desk.
    case 'account.status_changed':
    case 'account.owner_changed':
    case 'contact.changed':
    case 'contact.removed':
      return [everyone];
    case 'code.enable_requested':
    case 'approval.asked':
      return [supervisors, colleague(actorId)];
    case 'code.enable_decided':
    case 'approval.decided':
      return [supervisors, colleague(subjectStaffId)];
    case 'mail.queued':
    case 'mail.sent':
    case 'mail.failed':
    case 'mail.expired':
    case 'mail.retried':
    case 'mail.settings_changed':
    case 'import.begun':
    case 'import.read':
    case 'import.confirmed':
    case 'import.applied':
    case 'import.cancelled':
    case 'import.undo_begun':
    case 'import.undone':
    case 'import.failed':
    case 'code.hashed_from_import':
      return [supervisors];
    default:
      return [];
  }
}

/** Whether a look is for the colleague who is signed in so. */
export function concerns({ whom }: Look, session: SignedIn): boolean {
  if ('everyone' in whom) return true;
  if ('role' in whom) return whom.role === session.role;
  if ('staffId' in whom) return whom.staffId === session.staffId;
  return whom.sessionId === session.sessionId;
}

/** For a desk that has missed more than can be told. */
export const everything: readonly Look[] = [
  { whom: { everyone: true }, where: 'session' },
  { whom: { everyone: true }, where: 'pulse' },
];
