import type { ThrottleView } from '#shared/contract/accounts.contract.ts';
import type { CallBackNumber, EnableRequestView } from '#shared/contract/codes.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { contactKey, type ThrottleService } from '../throttle/throttle.service.ts';

const secondPersonAfterMs = 24 * 60 * 60 * 1000;

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly throttle: ThrottleService;
  /** The numbers on record for a contact: the account's and the contact's own. */
  readonly phonesOnRecord: (
    store: Store,
    accountId: number,
    contactId: number,
  ) => Promise<readonly CallBackNumber[]>;
}

/**
 * The way back from a disabled code, so that it is never a dead end and never one person's doing:
 * the agent calls a number on record, a supervisor who is somebody else decides; both are logged.
 */
export class EnableRequestsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The numbers to call back. Refuses `not_found`, and `conflict` when no code is disabled. */
  async callBackNumbers(agent: SignedIn, verificationId: number): Promise<CallBackNumber[]> {
    const { store, audit, phonesOnRecord } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const call = await this.#disabledCall(tx, agent, verificationId);
      const numbers = await phonesOnRecord(tx, call.accountId, call.contactId);
      await audit.append(tx, {
        ...call,
        actor: { staffId: agent.staffId, role: agent.role },
        action: 'code.call_back_numbers_shown',
        outcome: 'done',
        details: { numbers: numbers.length },
      });
      return [...numbers];
    });
  }

  /**
   * Asks a supervisor to enable the code, after a call-back. Refuses `not_found`, `conflict` when
   * no code is disabled, a request waits already, or there is no such number on record.
   */
  async request(
    agent: SignedIn,
    verificationId: number,
    calledBack: 'account' | 'contact',
  ): Promise<number> {
    const { store, clock, audit, phonesOnRecord } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const call = await this.#disabledCall(tx, agent, verificationId);
      const numbers = await phonesOnRecord(tx, call.accountId, call.contactId);
      if (!numbers.some(({ source }) => source === calledBack))
        throw new Refusal('conflict', 'There is no such number on record to call back.');
      if (await this.isWaiting(tx, call.contactId))
        throw new Refusal('conflict', 'A request for this contact waits for a supervisor already.');
      const { id } = await tx
        .insertInto('approval')
        .values({
          verification_id: verificationId,
          account_id: call.accountId,
          contact_id: call.contactId,
          requested_by: agent.staffId,
          requested_at: clock.now(),
          called_back: calledBack,
          request_id: null,
          decided_by: null,
          decided_at: null,
          decision: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit.append(tx, {
        ...call,
        actor: { staffId: agent.staffId, role: agent.role },
        action: 'code.enable_requested',
        outcome: 'done',
        details: { enableRequestId: id, calledBack },
      });
      return id;
    });
  }

  /** Whether a request for this contact waits for a supervisor. */
  async isWaiting(store: Store, contactId: number): Promise<boolean> {
    const row = await store
      .selectFrom('approval')
      .select('id')
      .where('contact_id', '=', contactId)
      .where('decided_at', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** How many requests wait. */
  async countWaiting(store: Store): Promise<number> {
    const { waiting } = await store
      .selectFrom('approval')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .where('decided_at', 'is', null)
      .executeTakeFirstOrThrow();
    return waiting;
  }

  /** What waits for a supervisor, oldest first. */
  async list(supervisor: SignedIn): Promise<EnableRequestView[]> {
    const rows = await this.#parts.store
      .selectFrom('approval')
      .innerJoin('account', 'account.id', 'approval.account_id')
      .innerJoin('contact', 'contact.id', 'approval.contact_id')
      .innerJoin('staff', 'staff.id', 'approval.requested_by')
      .select([
        'approval.id',
        'approval.requested_at',
        'approval.requested_by',
        'approval.account_id',
        'approval.contact_id',
        'approval.called_back',
        'approval.verification_id',
        'staff.name as requested_by_name',
        'account.client_id',
        'account.name as account_name',
        'contact.name as contact_name',
      ])
      .where('approval.decided_at', 'is', null)
      .orderBy('approval.id')
      .execute();
    return rows.map((row) => ({
      enableRequestId: row.id,
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
   * Enables the code or refuses. Refuses `not_found`, `conflict` when it was decided already,
   * `not_allowed` for one's own request and for one of a colleague whose first password is theirs.
   */
  async decide(
    supervisor: SignedIn,
    enableRequestId: number,
    decision: 'enable' | 'refuse',
    reason: string,
  ): Promise<void> {
    const { store, clock, audit, throttle } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('approval')
        .selectAll()
        .where('id', '=', enableRequestId)
        .executeTakeFirst();
      if (!row) throw new Refusal('not_found', 'There is no such request.');
      if (row.decided_at !== null)
        throw new Refusal('conflict', 'This request has been decided already.');
      if (row.requested_by === supervisor.staffId)
        throw new Refusal('not_allowed', 'A second person has to decide on your own request.');
      await this.#assertSecondPerson(tx, row.requested_by, supervisor.staffId);
      await tx
        .updateTable('approval')
        .set({
          decided_by: supervisor.staffId,
          decided_at: clock.now(),
          decision: decision === 'enable' ? 'approve' : 'refuse',
        })
        .where('id', '=', enableRequestId)
        .execute();
      const key = contactKey(row.account_id, row.contact_id);
      if (decision === 'enable') await throttle.forgiveAll(tx, { scope: 'contact', key });
      const actor: Actor = { staffId: supervisor.staffId, role: supervisor.role };
      await audit.append(tx, {
        actor,
        action: 'code.enable_decided',
        outcome: decision === 'enable' ? 'done' : 'refused',
        accountId: row.account_id,
        contactId: row.contact_id,
        verificationId: row.verification_id,
        subjectStaffId: row.requested_by,
        details: { enableRequestId, reasonId: await audit.keepReason(tx, reason) },
      });
    });
  }

  /**
   * Whoever has just given a colleague a password could be both of them: within a day of that,
   * somebody else decides on what the colleague asks for.
   */
  async #assertSecondPerson(tx: Tx, requester: number, supervisor: number): Promise<void> {
    const row = await tx
      .selectFrom('staff')
      .select(['first_password_by', 'first_password_at'])
      .where('id', '=', requester)
      .executeTakeFirstOrThrow();
    const since = this.#parts.clock.now() - (row.first_password_at ?? 0);
    if (row.first_password_by === supervisor && since < secondPersonAfterMs)
      throw new Refusal(
        'not_allowed',
        'You gave this colleague a first password within a day, so another supervisor has to decide.',
      );
  }

  /** This agent's call whose contact's code is disabled. */
  async #disabledCall(tx: Tx, agent: SignedIn, verificationId: number) {
    const { clock, throttle } = this.#parts;
    const row = await tx
      .selectFrom('verification')
      .select(['account_id', 'contact_id', 'channel', 'ended_at'])
      .where('id', '=', verificationId)
      .where('agent_id', '=', agent.staffId)
      .executeTakeFirst();
    if (!row) throw new Refusal('not_found', 'This call is not one of yours.');
    const { account_id: accountId, contact_id: contactId, channel } = row;
    const state: ThrottleView = await throttle.view(tx, accountId, contactId, clock.now());
    if (row.ended_at !== null || contactId === null || state.kind !== 'disabled')
      throw new Refusal(
        'conflict',
        "This is for a call in progress whose contact's code is disabled.",
      );
    return { accountId, contactId, verificationId, channel };
  }
}
