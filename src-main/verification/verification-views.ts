import type { ThrottleView } from '#shared/contract/accounts.contract.ts';
import type {
  GrantView,
  RequestView,
  Verdict,
  VerificationView,
} from '#shared/contract/verification.contract.ts';
import { grantLives } from '#shared/rules/grant-rules.ts';
import { triesInVerification } from '#shared/rules/throttle-schedule.ts';
import type { ContactFacts } from '../accounts/accounts.service.ts';
import type { Claimant, CodeStanding } from '../codes/code-match.ts';
import type { CompareCodesService } from '../codes/compare-codes.service.ts';
import type { Store } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ThrottleService } from '../throttle/throttle.service.ts';
import * as queries from './verification.queries.ts';

/** The accounts room as this room sees it. */
export interface AccountsForVerification {
  /** Whether this colleague opened the account within the hour. */
  isOpenedBy(store: Store, staffId: number, accountId: number, now: number): Promise<boolean>;
  contactOf(store: Store, accountId: number, contactId: number): Promise<ContactFacts | undefined>;
}

/** Whether a request to enable a contact's code waits for a supervisor. */
export interface ApprovalsForVerification {
  isEnablingWaiting(store: Store, contactId: number): Promise<boolean>;
}

interface Parts {
  readonly accounts: AccountsForVerification;
  readonly comparing: CompareCodesService;
  readonly throttle: ThrottleService;
  readonly approvals: ApprovalsForVerification;
}

/** The caller as they are said to be: for the codes, and for what they may ask. */
export interface Claimed {
  readonly claimant: Claimant;
  readonly permissions: ContactFacts['permissions'];
}

/** Composes what the desk shows of a verification from the rows that record it. */
export class VerificationViews {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** This agent's verification, or `not_found`: nobody sees another agent's call. */
  async own(
    store: Store,
    verificationId: number,
    agentId: number,
  ): Promise<queries.VerificationRow> {
    const row = await queries.findOwn(store, verificationId, agentId);
    if (!row) throw new Refusal('not_found', 'This call is not one of yours.');
    return row;
  }

  /** Who is said to call, as it stands now. */
  async claimed(store: Store, row: queries.VerificationRow): Promise<Claimed> {
    const { account_id: accountId, contact_id: contactId } = row;
    const contact =
      contactId === null
        ? undefined
        : await this.#parts.accounts.contactOf(store, accountId, contactId);
    const owner = contact?.kind === 'owner';
    return {
      claimant: { accountId, contactId, owner, viewingAccess: contact?.viewingAccess ?? false },
      permissions: contact?.permissions ?? [],
    };
  }

  /** The whole view; `verdict` is the newest one if it is not the newest settled attempt's. */
  async view(
    store: Store,
    row: queries.VerificationRow,
    now: number,
    verdict?: Verdict,
  ): Promise<VerificationView> {
    const { claimant } = await this.claimed(store, row);
    const standing = await this.#parts.comparing.standing(store, claimant);
    return this.viewOf(store, row, standing, now, verdict);
  }

  /** The same where it is known already by which code the caller can be verified. */
  async viewOf(
    store: Store,
    row: queries.VerificationRow,
    { access, disabled }: CodeStanding,
    now: number,
    verdict?: Verdict,
  ): Promise<VerificationView> {
    const { throttle, approvals } = this.#parts;
    const throttleView = await throttle.view(store, row.account_id, row.contact_id, now);
    const newest = verdict ?? (await settledVerdict(store, row, throttleView, access, now));
    return {
      verificationId: row.id,
      accountId: row.account_id,
      clientId: row.client_id,
      accountName: row.account_name,
      accountStatus: row.account_status,
      contactId: row.contact_id,
      contactName: row.contact_name,
      codeAccess: access,
      channel: row.channel,
      requestId: row.request_id,
      openedAt: row.opened_at,
      endedAt: row.ended_at,
      attemptsUsed: row.attempts,
      throttle: throttleView,
      verdict: newest,
      codeExposed: newest?.kind === 'verified' && row.code_exposed_at !== null,
      codeMustChange: newest?.kind === 'verified' && row.code_must_change_at !== null,
      codeWeak: newest?.kind === 'verified' && row.code_weak === 1,
      codeDisabled: disabled,
      enableRequested:
        row.contact_id !== null &&
        (throttleView.kind === 'disabled' || disabled) &&
        (await approvals.isEnablingWaiting(store, row.contact_id)),
    };
  }
}

/** The verdict of the newest attempt that was settled; null before the first. */
async function settledVerdict(
  store: Store,
  row: queries.VerificationRow,
  throttle: ThrottleView,
  access: CodeStanding['access'],
  now: number,
): Promise<Verdict | null> {
  const grant = grantViewOf(row, now);
  if (grant) return { kind: 'verified', at: grant.issuedAt, grant };
  const attempt = await queries.newestSettled(store, row.id);
  // A right code whose call ended while it was checked was granted nothing: that is no verdict.
  if (!attempt?.settled_at || attempt.outcome === 'verified') return null;
  const left = throttle.kind === 'free' ? throttle.triesLeft : 0;
  return {
    kind: 'not_verified',
    at: attempt.settled_at,
    // The agent reads whether there is a code to use at all, which the account shows anyway. That
    // a main code was right and not allowed stays in the record: it would be an argument.
    why:
      row.contact_id === null
        ? 'unknown_caller'
        : access === 'none'
          ? 'no_code_to_use'
          : 'no_match',
    triesLeft: Math.max(0, Math.min(left, triesInVerification - row.attempts)),
  };
}

/** The grant a call came to; null when it came to none. */
export function grantViewOf(row: queries.VerificationRow, now: number): GrantView | null {
  const { grant_issued_at: issuedAt, grant_expires_at: end, grant_lists: lists } = row;
  if (issuedAt === null || end === null || lists === null) return null;
  const expiresAt = grantLives(issuedAt, now) ? Math.min(end, row.grant_ended_at ?? end) : issuedAt;
  return {
    issuedAt,
    expiresAt,
    ...(JSON.parse(lists) as Omit<GrantView, 'issuedAt' | 'expiresAt'>),
  };
}

/** A catalogue row as the desk sees it. */
export function requestViewOf(
  row: Awaited<ReturnType<typeof queries.catalogue>>[number],
): RequestView {
  return {
    requestId: row.id,
    label: row.label,
    tier: row.tier,
    permission: row.permission,
    needsApproval: row.needs_approval === 1,
  };
}
