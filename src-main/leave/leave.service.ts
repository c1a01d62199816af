import type { AuditDetails } from '#shared/contract/audit.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { Leave, LeaveNeed } from '#shared/contract/leave.ts';
import { type GrantLists, mayAsk } from '#shared/rules/grant-rules.ts';
import {
  approvalHoldsMs,
  type CallerStanding,
  type Change,
  changesOfCreation,
  creationLeaveUntil,
  mayChangeCodeOf,
  requestOf,
  standingIn,
} from '#shared/rules/leave-rules.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { LeaveRefusal } from './leave-refusal.ts';

/** A call in progress with a caller who was verified, and what its grant says. */
export interface GrantedCall {
  readonly accountId: number;
  readonly contactId: number;
  readonly channel: WorkChannel;
  readonly lists: GrantLists;
}

/** What leave is judged by; each comes from the room that knows it. */
export interface LeaveParts {
  readonly clock: Clock;
  readonly audit: AuditWriter;
  /** This agent's call, if it is in progress and its grant lives at `now`. */
  readonly grantedCall: (
    store: Store,
    agentId: number,
    verificationId: number,
    now: number,
  ) => Promise<GrantedCall | null>;
  /** The caller as the account has them now; undefined when they are no contact any more. */
  readonly callerOf: (
    store: Store,
    accountId: number,
    contactId: number,
  ) => Promise<CallerStanding | undefined>;
  /** The permission that a request needs of whoever asks; undefined: not in the catalogue. */
  readonly permissionOf: (
    store: Store,
    requestId: string,
  ) => Promise<Parameters<typeof mayAsk>[0]['permission'] | undefined>;
  /** The newest approval for these by a second person after `since`, by its id. */
  readonly approved: (store: Store, sought: SoughtApproval) => Promise<number | null>;
  /** Who made the account at the desk, and when. */
  readonly createdBy: (
    store: Store,
    accountId: number,
  ) => Promise<{ staffId: number | null; at: number } | undefined>;
  readonly isOpenedBy: (
    store: Store,
    staffId: number,
    accountId: number,
    now: number,
  ) => Promise<boolean>;
  /** Whether an import that is being written changes this account. */
  readonly beingImported: (store: Store, accountId: number) => Promise<boolean>;
}

export interface SoughtApproval {
  readonly agentId: number;
  readonly accountId: number;
  readonly contactId: number;
  readonly requestId: string;
  /** Unix milliseconds. */
  readonly since: number;
}

/** Leave that was had: by what, from which call, and what the record of the change has to say of it. */
export interface TakenLeave {
  readonly by: Leave['by'];
  readonly verificationId: number | null;
  /** The caller whose leave it is. */
  readonly contactId: number | null;
  readonly channel: WorkChannel | null;
  /** The caller's standing now; null where nobody calls. */
  readonly caller: CallerStanding | null;
  readonly auditDetails: AuditDetails;
}

/** What leave is sought for, by whom, and how it is refused. */
interface Sought {
  readonly store: Store;
  readonly who: SignedIn;
  readonly accountId: number;
  readonly change: Change;
  /** Whose code it is about, if it is about one: null is the account's main code. */
  readonly holder: number | null | undefined;
  readonly refuse: (need: LeaveNeed) => never;
}

const noCall = { verificationId: null, contactId: null, channel: null, caller: null } as const;

/**
 * Leave to change: the one place that says whether this may be changed now, by this colleague and
 * for this caller. Every change that needs it calls `take` first, in the change's own transaction.
 */
export class LeaveService {
  readonly #parts: LeaveParts;

  constructor(parts: LeaveParts) {
    this.#parts = parts;
  }

  /**
   * Takes leave. For a code, `holder` says whose it is (null: the account's main code). Refuses
   * `not_found` for an account that this colleague has not opened within the hour, `not_allowed`
   * with what is missing as `details.need`, `conflict` while an import changes the account.
   */
  async take(
    tx: Tx,
    who: SignedIn,
    accountId: number,
    change: Change,
    given: Leave,
    holder?: number | null,
  ): Promise<TakenLeave> {
    const leave = await this.check(tx, who, accountId, change, given, holder);
    if (given.by !== 'reason') return leave;
    const reasonId = await this.#parts.audit.keepReason(tx, given.reason);
    return { ...leave, auditDetails: { ...leave.auditDetails, reasonId } };
  }

  /** The same for what comes before a change, or shows what it would be: a reason is not kept yet. */
  async check(
    store: Store,
    who: SignedIn,
    accountId: number,
    change: Change,
    given: Leave,
    holder?: number | null,
  ): Promise<TakenLeave> {
    const refuse = (need: LeaveNeed): never => {
      const verificationId = given.by === 'call' ? given.verificationId : null;
      throw new LeaveRefusal({ who, accountId, verificationId, change, need });
    };
    if (await this.#parts.beingImported(store, accountId))
      throw new Refusal(
        'conflict',
        'An import is changing this account now. Wait until it is done, then try again.',
      );
    const sought = { store, who, accountId, change, holder, refuse };
    if (given.by === 'creation') return this.#byCreation(sought, given.channel);
    const now = this.#parts.clock.now();
    await this.#assertOpened(store, who, accountId, now);
    if (given.by === 'call') return this.#byCall(sought, given.verificationId);
    if (who.role !== 'supervisor') return refuse('supervisor');
    const auditDetails = { leave: 'reason', requestId: requestOf[change] };
    return { by: 'reason', ...noCall, auditDetails };
  }

  async #byCall(
    { store, who, accountId, change, holder, refuse }: Sought,
    verificationId: number,
  ): Promise<TakenLeave> {
    const now = this.#parts.clock.now();
    const requestId = requestOf[change];
    const call = await this.#parts.grantedCall(store, who.staffId, verificationId, now);
    if (!call || call.accountId !== accountId) return refuse('verification');
    const { contactId, channel } = call;
    const caller = await this.#parts.callerOf(store, accountId, contactId);
    const permission = await this.#parts.permissionOf(store, requestId);
    if (!caller || permission === undefined || !mayAsk({ permission }, caller))
      return refuse('permission');
    if (holder !== undefined && !(await this.#mayChangeCode(store, accountId, caller, holder)))
      return refuse('permission');
    const standing = standingIn(call.lists, requestId);
    if (standing === 'not_permitted') return refuse('permission');
    const auditDetails = { leave: 'call', requestId };
    const leave = { by: 'call', verificationId, contactId, channel, caller, auditDetails } as const;
    if (standing === 'allowed') return leave;
    const approvalId = await this.#parts.approved(store, {
      ...{ agentId: who.staffId, accountId, contactId, requestId },
      since: now - approvalHoldsMs,
    });
    if (approvalId === null) return refuse(standing);
    return { ...leave, auditDetails: { ...auditDetails, approvalId } };
  }

  /** Somebody who is not on the account is nobody's own, and has no code: the change says so. */
  async #mayChangeCode(
    store: Store,
    accountId: number,
    caller: CallerStanding,
    contactId: number | null,
  ): Promise<boolean> {
    if (contactId === null) return mayChangeCodeOf(caller, null);
    const holder = await this.#parts.callerOf(store, accountId, contactId);
    return mayChangeCodeOf(caller, holder ?? { contactId, isOwner: false });
  }

  async #assertOpened(store: Store, who: SignedIn, accountId: number, now: number): Promise<void> {
    if (!(await this.#parts.isOpenedBy(store, who.staffId, accountId, now)))
      throw new Refusal('not_found', 'You have not opened this account within the hour.');
  }

  async #byCreation(
    { store, who, accountId, change, refuse }: Sought,
    channel: WorkChannel,
  ): Promise<TakenLeave> {
    const now = this.#parts.clock.now();
    const made = await this.#parts.createdBy(store, accountId);
    const theirs = made && creationLeaveUntil(made, who.staffId, now) !== null;
    if (!theirs) await this.#assertOpened(store, who, accountId, now);
    if (!theirs || !changesOfCreation.has(change)) return refuse('verification');
    const auditDetails = { leave: 'creation', requestId: requestOf[change] };
    return { by: 'creation', ...noCall, channel, auditDetails };
  }
}
