import type { CodeAccess, ThrottleView } from '#shared/contract/accounts.contract.ts';
import type {
  GrantView,
  RequestView,
  Verdict,
  VerificationView,
} from '#shared/contract/verification.contract.ts';
import { grantLives } from '#shared/rules/grant-rules.ts';
import { triesInVerification } from '#shared/rules/throttle-schedule.ts';
import type { ContactFacts } from '../accounts/accounts.service.ts';
import type { Claimant, CodesService } from '../codes/codes.service.ts';
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

/** Whether an enable request of a contact waits for a supervisor. */
export interface EnableRequestsForVerification {
  isWaiting(store: Store, contactId: number): Promise<boolean>;
}

interface Parts {
  readonly accounts: AccountsForVerification;
  readonly codes: CodesService;
  readonly throttle: ThrottleService;
  readonly enableRequests: EnableRequestsForVerification;
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

  /** Who is said to call, as the codes see them. */
  async claimant(store: Store, row: queries.VerificationRow): Promise<Claimant> {
    const contact = await this.contact(store, row);
    return {
      accountId: row.account_id,
      contactId: row.contact_id,
      owner: contact?.kind === 'owner',
      viewingAccess: contact?.viewingAccess ?? false,
    };
  }

  /** The contact who is said to call; undefined for a caller who is not on the account. */
  contact(store: Store, row: queries.VerificationRow): Promise<ContactFacts | undefined> {
    return row.contact_id === null
      ? Promise.resolve(undefined)
      : this.#parts.accounts.contactOf(store, row.account_id, row.contact_id);
  }

  /** The whole view; `verdict` is the newest one if it is not the newest settled attempt's. */
  async view(
    store: Store,
    row: queries.VerificationRow,
    now: number,
    verdict?: Verdict,
  ): Promise<VerificationView> {
    const { codes, throttle, enableRequests } = this.#parts;
    const claimant = await this.claimant(store, row);
    const throttleView = await throttle.view(store, row.account_id, row.contact_id, now);
    const { access, exposedIds } = await codes.standing(store, claimant);
    const newest = verdict ?? (await settledVerdict(store, row, throttleView, access, now));
    const verifiedBy =
      newest?.kind === 'verified' ? await queries.matchedCode(store, row.id) : null;
    return {
      verificationId: row.id,
      accountId: row.account_id,
      clientId: row.client_id,
      accountName: row.account_name,
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
      codeExposed: verifiedBy !== null && exposedIds.includes(verifiedBy),
      enableRequested:
        row.contact_id !== null && (await enableRequests.isWaiting(store, row.contact_id)),
    };
  }
}

/** The verdict of the newest attempt that was settled; null before the first. */
async function settledVerdict(
  store: Store,
  row: queries.VerificationRow,
  throttle: ThrottleView,
  access: CodeAccess,
  now: number,
): Promise<Verdict | null> {
  const grant = await queries.grantOf(store, row.id);
  if (grant) {
    const expiresAt = grantLives(grant.issued_at, now)
      ? Math.min(grant.expires_at, grant.ended_at ?? grant.expires_at)
      : grant.issued_at;
    const lists = JSON.parse(grant.lists) as Omit<GrantView, 'issuedAt' | 'expiresAt'>;
    return {
      kind: 'verified',
      at: grant.issued_at,
      grant: { issuedAt: grant.issued_at, expiresAt, ...lists },
    };
  }
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
