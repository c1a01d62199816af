import type { WorkChannel } from '#shared/contract/fields.ts';
import type { RequestView, VerificationView } from '#shared/contract/verification.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './verification.queries.ts';
import {
  type AccountsForVerification,
  requestViewOf,
  type VerificationViews,
} from './verification-views.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly accounts: AccountsForVerification;
  readonly views: VerificationViews;
}

/** A call or chat from opening to end, but for its attempts (attempt.service.ts). */
export class VerificationService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The request catalogue, by tier, then in the order supervisors gave it. */
  async catalogue(): Promise<RequestView[]> {
    return (await queries.catalogue(this.#parts.store)).map(requestViewOf);
  }

  /**
   * Opens a verification. Refuses `not_found` when this agent has not opened the account within
   * the hour, or when the contact or the request does not exist there.
   */
  async begin(
    agent: SignedIn,
    input: {
      accountId: number;
      contactId: number | null;
      channel: WorkChannel;
      requestId: string;
    },
  ): Promise<VerificationView> {
    const { store, clock, audit, accounts, views } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const now = clock.now();
      if (!(await accounts.isOpenedBy(tx, agent.staffId, input.accountId, now)))
        throw new Refusal('not_found', 'Open the account before you verify a caller on it.');
      if (
        input.contactId !== null &&
        !(await accounts.contactOf(tx, input.accountId, input.contactId))
      )
        throw new Refusal('not_found', 'This contact is not on the account.');
      await assertRequest(tx, input.requestId);
      const { id } = await tx
        .insertInto('verification')
        .values({
          account_id: input.accountId,
          contact_id: input.contactId,
          agent_id: agent.staffId,
          channel: input.channel,
          request_id: input.requestId,
          opened_at: now,
          ended_at: null,
          attempts: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const row = await views.own(tx, id, agent.staffId);
      await audit.append(tx, {
        ...subject(row, agent),
        action: 'verification.opened',
        outcome: 'done',
        details: { requestId: input.requestId },
      });
      return views.view(tx, row, now);
    });
  }

  /** Changes what is asked for. Refuses `not_found`, and `conflict` once the call has ended. */
  async changeRequest(
    agent: SignedIn,
    verificationId: number,
    requestId: string,
  ): Promise<VerificationView> {
    const { store, clock, audit, views } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const before = await views.own(tx, verificationId, agent.staffId);
      assertInProgress(before);
      await assertRequest(tx, requestId);
      if (before.request_id !== requestId) {
        await tx
          .updateTable('verification')
          .set({ request_id: requestId })
          .where('id', '=', verificationId)
          .execute();
        await audit.append(tx, {
          ...subject(before, agent),
          action: 'verification.request_changed',
          outcome: 'done',
          details: { requestId, from: before.request_id },
        });
      }
      const row = await views.own(tx, verificationId, agent.staffId);
      return views.view(tx, row, clock.now());
    });
  }

  /** Ends the call and its grant. Ending it again changes nothing. Refuses `not_found`. */
  async end(agent: SignedIn, verificationId: number): Promise<VerificationView> {
    const { store, clock, views } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const now = clock.now();
      await this.#end(tx, await views.own(tx, verificationId, agent.staffId), agent, now);
      return views.view(tx, await views.own(tx, verificationId, agent.staffId), now);
    });
  }

  /** Ends every call a colleague still holds, when the last of their sessions ends. */
  async endAllOf(tx: Tx, agent: Pick<SignedIn, 'staffId' | 'role'>, now: number): Promise<void> {
    for (const id of await queries.openIds(tx, agent.staffId))
      await this.#end(tx, await this.#parts.views.own(tx, id, agent.staffId), agent, now);
  }

  /** One of this agent's verifications as it stands now. Refuses `not_found`. */
  async view(agent: SignedIn, verificationId: number): Promise<VerificationView> {
    const { store, clock, views } = this.#parts;
    return views.view(store, await views.own(store, verificationId, agent.staffId), clock.now());
  }

  /** This agent's calls in progress, oldest first. */
  async listOpen(agent: SignedIn): Promise<VerificationView[]> {
    const ids = await queries.openIds(this.#parts.store, agent.staffId);
    return Promise.all(ids.map((id) => this.view(agent, id)));
  }

  async #end(
    tx: Tx,
    row: queries.VerificationRow,
    agent: Pick<SignedIn, 'staffId' | 'role'>,
    now: number,
  ): Promise<void> {
    if (row.ended_at !== null) return;
    await queries.endVerification(tx, row.id, now);
    await this.#parts.audit.append(tx, {
      ...subject(row, agent),
      action: 'verification.ended',
      outcome: 'done',
      details: { attempts: row.attempts },
    });
  }
}

/** Refuses `conflict` once the call has ended. */
export function assertInProgress(row: queries.VerificationRow): void {
  if (row.ended_at !== null)
    throw new Refusal('conflict', 'This call has ended. Begin another one for this caller.');
}

/** Whom an audit record about this verification is about, and who acts. */
export function subject(row: queries.VerificationRow, agent: Pick<SignedIn, 'staffId' | 'role'>) {
  return {
    actor: { staffId: agent.staffId, role: agent.role },
    accountId: row.account_id,
    contactId: row.contact_id,
    verificationId: row.id,
    channel: row.channel,
  } as const;
}

async function assertRequest(tx: Tx, requestId: string): Promise<void> {
  const row = await tx
    .selectFrom('request')
    .select('id')
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'This request is not in the catalogue.');
}
