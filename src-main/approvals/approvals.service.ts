import type {
  ApprovalView,
  CallApproval,
  CallBackNumber,
} from '#shared/contract/approvals.contract.ts';
import { grantLives } from '#shared/rules/grant-rules.ts';
import { approvalHoldsMs, callBackHoldsMs, standingIn } from '#shared/rules/leave-rules.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { GrantedCall, SoughtApproval } from '../leave/leave.service.ts';
import type { Actor, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './approvals.queries.ts';

const secondPersonAfterMs = 24 * 60 * 60 * 1000;

/** Codes that verify nobody until a second person enables them. */
interface DisabledCodes {
  /** Whether a code of this contact is disabled at `now`. */
  isDisabled(store: Store, accountId: number, contactId: number, now: number): Promise<boolean>;
  /** Lets the contact's code be tried again, and tells the client. */
  enable(
    tx: Tx,
    whose: { readonly accountId: number; readonly contactId: number },
    by: { readonly actor: Actor; readonly verificationId: number },
  ): Promise<void>;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly codes: DisabledCodes;
  readonly grantedCall: (
    store: Store,
    agentId: number,
    verificationId: number,
    now: number,
  ) => Promise<GrantedCall | null>;
  /** The numbers on record for a contact: the account's and the contact's own. */
  readonly phonesOnRecord: (
    store: Store,
    accountId: number,
    contactId: number,
  ) => Promise<readonly CallBackNumber[]>;
}

/**
 * The way to what a code alone won't do, never one person's doing: the agent calls a number on
 * record, a supervisor who is somebody else decides; both are logged. What is asked for is a request
 * of the catalogue or, where it is null, that a disabled code be enabled.
 */
export class ApprovalsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The numbers to call back. Refuses `not_found`, and `conflict` where nothing needs approval. */
  async callBackNumbers(
    agent: SignedIn,
    verificationId: number,
    requestId: string | null,
  ): Promise<CallBackNumber[]> {
    const { store, audit, phonesOnRecord } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const call = await this.#callFor(tx, agent, verificationId, requestId);
      const numbers = await phonesOnRecord(tx, call.accountId, call.contactId);
      await audit.append(tx, {
        ...call,
        actor: { staffId: agent.staffId, role: agent.role },
        action: 'code.call_back_numbers_shown',
        outcome: 'done',
        details: { numbers: numbers.length, requestId },
      });
      return [...numbers];
    });
  }

  /**
   * Asks a supervisor, after a call-back. Refuses `not_found`, and `conflict` where nothing needs
   * approval, the same waits already, or there is no such number on record.
   */
  async ask(
    agent: SignedIn,
    verificationId: number,
    calledBack: 'account' | 'contact',
    requestId: string | null,
  ): Promise<number> {
    const { store, clock, audit, phonesOnRecord } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const call = await this.#callFor(tx, agent, verificationId, requestId);
      const numbers = await phonesOnRecord(tx, call.accountId, call.contactId);
      if (!numbers.some(({ source }) => source === calledBack))
        throw new Refusal('conflict', 'There is no such number on record to call back.');
      const now = clock.now();
      if (await queries.isWaiting(tx, call.contactId, requestId, now - callBackHoldsMs))
        throw new Refusal('conflict', 'The same for this contact waits for a supervisor already.');
      const approvalId = await queries.insert(tx, {
        verification_id: verificationId,
        account_id: call.accountId,
        contact_id: call.contactId,
        request_id: requestId,
        requested_by: agent.staffId,
        requested_at: now,
        called_back: calledBack,
      });
      await audit.append(tx, {
        ...call,
        actor: { staffId: agent.staffId, role: agent.role },
        action: requestId === null ? 'code.enable_requested' : 'approval.asked',
        outcome: 'done',
        details: { approvalId, calledBack, requestId },
      });
      return approvalId;
    });
  }

  /** What this agent asked for in a call, newest first; nothing for another agent's call. */
  async ofCall(agent: SignedIn, verificationId: number): Promise<CallApproval[]> {
    const rows = await queries.askedInCall(this.#parts.store, agent.staffId, verificationId);
    return rows.map((row) => ({
      approvalId: row.id,
      requestId: row.request_id,
      requestedAt: row.requested_at,
      decision: row.decision,
      holdsUntil:
        row.decision === 'approve' && row.decided_at !== null
          ? row.decided_at + approvalHoldsMs
          : null,
    }));
  }

  /** Whether a request to enable this contact's code waits for a supervisor. */
  isEnablingWaiting(store: Store, contactId: number): Promise<boolean> {
    return queries.isWaiting(store, contactId, null, 0);
  }

  /** How many wait for a supervisor. */
  countWaiting(store: Store): Promise<number> {
    return queries.countWaiting(store);
  }

  /** The approval that a change may rely on, by its id; null where there is none. */
  async approved(store: Store, sought: SoughtApproval): Promise<number | null> {
    const found = await queries.newestApproved(store, sought);
    // One from the future was decided by a clock that has gone back since: it holds no longer for it.
    if (!found || !grantLives(found.decided_at ?? 0, sought.since + approvalHoldsMs)) return null;
    return found.id;
  }

  /** What waits for a supervisor, oldest first. */
  async list(supervisor: SignedIn): Promise<ApprovalView[]> {
    const rows = await queries.waiting(this.#parts.store);
    return rows.map((row) => ({
      approvalId: row.id,
      requestId: row.request_id,
      requestLabel: row.request_label,
      requestedAt: row.requested_at,
      requestedById: row.requested_by,
      requestedByName: row.requested_by_name,
      accountId: row.account_id,
      clientId: row.client_id,
      accountName: row.account_name,
      contactId: row.contact_id,
      contactName: row.contact_name,
      calledBack: row.called_back,
      verificationId: row.verification_id,
      mayDecide: row.requested_by !== supervisor.staffId,
    }));
  }

  /**
   * Approves or refuses. Refuses `not_found`, `conflict` when it was decided already or is approved
   * over an hour after the call-back, `not_allowed` for one's own request and for one of a colleague
   * whose first password is theirs.
   */
  async decide(
    supervisor: SignedIn,
    approvalId: number,
    decision: 'approve' | 'refuse',
    reason: string,
  ): Promise<void> {
    const { store, clock, audit, codes } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const row = await queries.find(tx, approvalId);
      if (!row) throw new Refusal('not_found', 'There is no such request.');
      if (row.decided_at !== null)
        throw new Refusal('conflict', 'This request has been decided already.');
      if (row.contact_removed_at !== null)
        throw new Refusal('conflict', 'Whoever asked for this is not on the account any more.');
      if (row.requested_by === supervisor.staffId)
        throw new Refusal('not_allowed', 'A second person has to decide on your own request.');
      await this.#assertSecondPerson(tx, row.requested_by, supervisor.staffId);
      const at = clock.now();
      const enabling = row.request_id === null;
      // Enabling a code lets nobody in without it; a request is done for whoever calls then.
      if (!enabling && decision === 'approve' && row.requested_at <= at - callBackHoldsMs)
        throw new Refusal(
          'conflict',
          'The call-back was over an hour ago. Refuse this, and have the caller called back again.',
        );
      await queries.decide(tx, approvalId, { by: supervisor.staffId, at, decision });
      const whose = { accountId: row.account_id, contactId: row.contact_id };
      const by = {
        actor: { staffId: supervisor.staffId, role: supervisor.role },
        verificationId: row.verification_id,
      };
      if (enabling && decision === 'approve') await codes.enable(tx, whose, by);
      await audit.append(tx, {
        ...whose,
        ...by,
        action: enabling ? 'code.enable_decided' : 'approval.decided',
        outcome: decision === 'approve' ? 'done' : 'refused',
        subjectStaffId: row.requested_by,
        details: {
          approvalId,
          requestId: row.request_id,
          reasonId: await audit.keepReason(tx, reason),
        },
      });
    });
  }

  /**
   * Whoever has just given a colleague a password could be both of them: within a day of that,
   * somebody else decides on what the colleague asks for.
   */
  async #assertSecondPerson(tx: Tx, requester: number, supervisor: number): Promise<void> {
    const row = await queries.firstPasswordOf(tx, requester);
    const since = this.#parts.clock.now() - (row.first_password_at ?? 0);
    if (row.first_password_by === supervisor && since < secondPersonAfterMs)
      throw new Refusal(
        'not_allowed',
        'You gave this colleague a first password within a day, so another supervisor has to decide.',
      );
  }

  /** This agent's call in progress, if there is something in it that a second person can decide. */
  async #callFor(tx: Tx, agent: SignedIn, verificationId: number, requestId: string | null) {
    const { clock, codes, grantedCall } = this.#parts;
    const now = clock.now();
    const row = await queries.callOf(tx, agent.staffId, verificationId);
    if (!row) throw new Refusal('not_found', 'This call is not one of yours.');
    const { account_id: accountId, contact_id: contactId, channel } = row;
    if (contactId === null || row.ended_at !== null) throw nothingToDecide(requestId);
    if (requestId === null) {
      if (!(await codes.isDisabled(tx, accountId, contactId, now))) throw nothingToDecide(null);
    } else {
      const granted = await grantedCall(tx, agent.staffId, verificationId, now);
      const standing = granted ? standingIn(granted.lists, requestId) : 'not_permitted';
      if (standing === 'allowed' || standing === 'not_permitted') throw nothingToDecide(requestId);
    }
    return { accountId, contactId, verificationId, channel };
  }
}

function nothingToDecide(requestId: string | null): Refusal {
  return new Refusal(
    'conflict',
    requestId === null
      ? "This is for a call in progress whose contact's code is disabled."
      : 'This is for a verified caller who may ask for this after a step-up or an approval.',
  );
}
