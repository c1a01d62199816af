import type { AccountStatus, Permission } from '../contract/fields.ts';
import type { GrantView, RequestView } from '../contract/verification.contract.ts';
import type { CodeStrength } from './code-strength.ts';

/** A grant ends so long after the verdict, or with the call. */
export const grantDurationMs = 15 * 60 * 1000;

/** Clocks are put right by so much without anybody meaning anything by it. */
const clockToleranceMs = 60 * 1000;

/** A grant from the future is none: a clock that goes back does not make it last longer. */
export function grantLives(issuedAt: number, now: number): boolean {
  return issuedAt <= now + clockToleranceMs;
}

export type GrantLists = Pick<
  GrantView,
  'allowed' | 'afterStepUp' | 'afterApproval' | 'notPermitted'
>;

export interface GrantFacts {
  /** The strength of the code that verified the caller. */
  readonly strength: CodeStrength;
  /** Another code is due: this one is good for tier 1, once. */
  readonly mustChange: boolean;
  readonly permissions: readonly Permission[];
  /** The owner may ask for everything. */
  readonly isOwner: boolean;
  /** The account's. */
  readonly status: AccountStatus;
  readonly catalogue: readonly RequestView[];
}

/** Whether the contact is one who may ask for a request at all; the owner may for every one. */
export function mayAsk(
  { permission }: Pick<RequestView, 'permission'>,
  { isOwner, permissions }: Pick<GrantFacts, 'isOwner' | 'permissions'>,
): boolean {
  return isOwner || permission === null || permissions.includes(permission);
}

/**
 * What is still done for a caller on a closed account: what tier 1 tells, such as invoices, and
 * opening it again. A suspended one takes every request: who has not paid must be able to settle it.
 */
function isOpenIn(status: AccountStatus, { tier, requestId }: RequestView): boolean {
  return status !== 'closed' || tier <= 1 || requestId === 'close-account';
}

function listFor(request: RequestView, facts: GrantFacts): keyof GrantLists {
  if (request.tier === 0) return 'allowed';
  if (!mayAsk(request, facts) || !isOpenIn(facts.status, request)) return 'notPermitted';
  if (request.needsApproval) return 'afterApproval';
  if (request.tier === 1) return 'allowed';
  if (request.tier === 3 || facts.mustChange) return 'afterStepUp';
  return facts.strength === 'strong' ? 'allowed' : 'afterStepUp';
}

/**
 * What a caller whose code was right may now do: each request of the catalogue in exactly one
 * list, in the catalogue's order. Tier 0 is open to anyone; tier 1 needs the code; tier 2 a strong
 * code, or a standard one and a step-up; tier 3 always a step-up. A code in whose place another is
 * due does for tier 1 alone. Where the catalogue asks for approval, it comes on top of a step-up. On
 * a closed account nothing is changed.
 */
export function grantFor(facts: GrantFacts): GrantLists {
  const lists: GrantLists = { allowed: [], afterStepUp: [], afterApproval: [], notPermitted: [] };
  for (const request of facts.catalogue) lists[listFor(request, facts)].push(request.requestId);
  return lists;
}
