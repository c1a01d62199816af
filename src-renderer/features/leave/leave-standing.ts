import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { CallApproval } from '#shared/contract/approvals.contract.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { mayChangeContact } from '#shared/rules/contact-rules.ts';
import {
  type CallerStanding,
  type Change,
  mayChangeCodeOf,
  requestOf,
  standingIn,
} from '#shared/rules/leave-rules.ts';

/** What a call gives leave for, or what it lacks. */
export type Standing =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'approved'; readonly until: number }
  /** A call-back and a supervisor's approval are missing; `asked` when it waits for the latter. */
  | { readonly kind: 'not_enough'; readonly asked: boolean; readonly refused: boolean }
  | { readonly kind: 'not_theirs' };

/** What is to be changed: for a code also whose it is (null: the account's main code). */
export interface WantedChange {
  readonly change: Change;
  readonly holder?: number | null | undefined;
  /** Only a supervisor's own reason will do, whatever the caller is granted. */
  readonly byReasonOnly?: boolean;
  /** For a change of somebody on the account: whom. */
  readonly contactId?: number;
  /** Something is there already: that it is a new account is no leave to change it. */
  readonly replaces?: boolean;
}

/** The call with a verified caller on this account, while its grant lives. */
export function grantedCallOn(
  accountId: number,
  calls: readonly VerificationView[],
  now: number,
): VerificationView | null {
  const granted = (call: VerificationView) =>
    call.accountId === accountId &&
    call.contactId !== null &&
    call.verdict?.kind === 'verified' &&
    now < call.verdict.grant.expiresAt;
  return calls.find(granted) ?? null;
}

/**
 * How a verified caller stands to a change. The same that the backend's leave is judged by, so that
 * the screen can say what is missing before anything is typed; the backend has the last word.
 */
export function standingOf(
  { change, holder, contactId }: WantedChange,
  call: VerificationView,
  account: Pick<AccountView, 'contacts'>,
  approvals: readonly CallApproval[],
  now: number,
): Standing {
  const caller = standingOn(account, call.contactId);
  if (!caller || call.verdict?.kind !== 'verified') return { kind: 'not_theirs' };
  if (holder !== undefined && !mayChangeCode(account, caller, holder))
    return { kind: 'not_theirs' };
  const changed = contactId === undefined ? null : standingOn(account, contactId);
  if (changed && !mayChangeContact(caller, changed)) return { kind: 'not_theirs' };
  const requestId = requestOf[change];
  const standing = standingIn(call.verdict.grant, requestId);
  if (standing === 'allowed') return { kind: 'allowed' };
  if (standing === 'not_permitted') return { kind: 'not_theirs' };
  const newest = approvals.find((approval) => approval.requestId === requestId);
  const until = newest?.decision === 'approve' ? newest.holdsUntil : null;
  if (until !== null && now < until) return { kind: 'approved', until };
  return {
    kind: 'not_enough',
    asked: newest !== undefined && newest.decision === null,
    refused: newest?.decision === 'refuse',
  };
}

function mayChangeCode(
  account: Pick<AccountView, 'contacts'>,
  caller: CallerStanding,
  contactId: number | null,
): boolean {
  const holder = standingOn(account, contactId);
  return (contactId === null || holder !== null) && mayChangeCodeOf(caller, holder);
}

/** How a contact stands on the account; null for one who is not on it. */
export function standingOn(
  { contacts }: Pick<AccountView, 'contacts'>,
  contactId: number | null,
): CallerStanding | null {
  const contact = contacts.find((one) => one.contactId === contactId);
  return contact ? { ...contact, isOwner: contact.kind === 'owner' } : null;
}
