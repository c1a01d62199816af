import type { Permission } from '../contract/fields.ts';
import { type GrantLists, grantLives } from './grant-rules.ts';

/** What is changed, or told, only with leave. */
export type Change =
  | 'account.details'
  | 'account.email'
  | 'account.phone'
  | 'account.username'
  | 'account.status.suspend'
  | 'account.status.resume'
  | 'account.status.close'
  | 'account.owner'
  | 'contact.add'
  | 'contact.change'
  | 'contact.remove'
  | 'code.main'
  | 'code.own'
  | 'code.remove'
  | 'code.disable'
  | 'access.give'
  | 'access.take'
  | 'portal.tell_username'
  | 'portal.start_reset'
  | 'portal.send_set_password'
  | 'order.note';

/** The request of the catalogue that a change is asked for as: its tier is the change's. */
export const requestOf: Readonly<Record<Change, string>> = {
  'account.details': 'change-account-details',
  'account.email': 'change-email-on-file',
  'account.phone': 'change-phone-on-file',
  'account.username': 'change-username',
  'account.status.suspend': 'suspend-account',
  'account.status.resume': 'suspend-account',
  'account.status.close': 'close-account',
  'account.owner': 'change-ownership',
  'contact.add': 'change-authorized-contacts',
  'contact.change': 'change-authorized-contacts',
  'contact.remove': 'change-authorized-contacts',
  'code.main': 'change-security-code',
  'code.own': 'change-security-code',
  'code.remove': 'change-security-code',
  'code.disable': 'change-security-code',
  'access.give': 'change-viewing-access',
  'access.take': 'change-viewing-access',
  'portal.tell_username': 'tell-username',
  'portal.start_reset': 'start-password-reset',
  'portal.send_set_password': 'start-password-reset',
  'order.note': 'add-service',
};

/** What a colleague may do, without a verified caller, to an account they have just made. */
export const changesOfCreation: ReadonlySet<Change> = new Set([
  'contact.add',
  'code.main',
  'code.own',
  'access.give',
  'portal.send_set_password',
  'order.note',
]);

/** How long after its creation that is so, and how long an approval holds, in milliseconds. */
const creationLeaveMs = 60 * 60 * 1000;
export const approvalHoldsMs = 15 * 60 * 1000;

/**
 * How long a call-back speaks for a caller, in milliseconds: whoever calls the day after may be
 * somebody else, with the code alone.
 */
export const callBackHoldsMs = 60 * 60 * 1000;

/** Until when whoever made an account may do that; null when it is over or was somebody else. */
export function creationLeaveUntil(
  made: { readonly staffId: number | null; readonly at: number },
  staffId: number,
  now: number,
): number | null {
  const until = made.at + creationLeaveMs;
  return made.staffId === staffId && grantLives(made.at, now) && now < until ? until : null;
}

/** What stands between a verified caller and a request, by the lists of their grant. */
export function standingIn(
  lists: GrantLists,
  requestId: string,
): 'allowed' | 'step_up' | 'approval' | 'not_permitted' {
  if (lists.allowed.includes(requestId)) return 'allowed';
  if (lists.afterStepUp.includes(requestId)) return 'step_up';
  return lists.afterApproval.includes(requestId) ? 'approval' : 'not_permitted';
}

/** A verified caller, as far as their own standing on the account goes. */
export interface CallerStanding {
  readonly contactId: number;
  readonly isOwner: boolean;
  readonly permissions: readonly Permission[];
}

/**
 * Whose code a caller may have changed: their own; the main code (null) and other contacts' codes only
 * the owner and whoever has the owner's rights. The owner's own code is the owner's alone: whoever else
 * had it set could call as the owner, and give the account away (decision 0036).
 */
export function mayChangeCodeOf(
  caller: CallerStanding,
  holder: Pick<CallerStanding, 'contactId' | 'isOwner'> | null,
): boolean {
  if (caller.isOwner || caller.contactId === holder?.contactId) return true;
  return !holder?.isOwner && caller.permissions.includes('owner');
}
