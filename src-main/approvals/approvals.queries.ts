import type { Selectable } from 'kysely';
import type { ApprovalTable } from '../platform/database/schema/call-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

type ApprovalRow = Selectable<ApprovalTable>;

/**
 * Whether it waits for a supervisor already: the contact's code, or a request of the catalogue that
 * was asked for after `since`.
 */
export async function isWaiting(
  store: Store,
  contactId: number,
  requestId: string | null,
  since: number,
): Promise<boolean> {
  const row = await store
    .selectFrom('approval')
    .select('id')
    .where('contact_id', '=', contactId)
    .where('decided_at', 'is', null)
    .where('request_id', requestId === null ? 'is' : '=', requestId)
    .$if(requestId !== null, (query) => query.where('requested_at', '>', since))
    .executeTakeFirst();
  return row !== undefined;
}

export async function countWaiting(store: Store): Promise<number> {
  const { waiting } = await store
    .selectFrom('approval')
    .innerJoin('contact', 'contact.id', 'approval.contact_id')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('approval.decided_at', 'is', null)
    .where('contact.removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return waiting;
}

/** What waits for a supervisor, oldest first, with the names that are shown of it. */
export function waiting(store: Store) {
  return store
    .selectFrom('approval')
    .innerJoin('account', 'account.id', 'approval.account_id')
    .innerJoin('contact', 'contact.id', 'approval.contact_id')
    .innerJoin('staff', 'staff.id', 'approval.requested_by')
    .leftJoin('request', 'request.id', 'approval.request_id')
    .select([
      'approval.id',
      'approval.request_id',
      'approval.requested_at',
      'approval.requested_by',
      'approval.account_id',
      'approval.contact_id',
      'approval.called_back',
      'approval.verification_id',
      'request.label as request_label',
      'staff.name as requested_by_name',
      'account.client_id',
      'account.name as account_name',
      'contact.name as contact_name',
    ])
    .where('approval.decided_at', 'is', null)
    .where('contact.removed_at', 'is', null)
    .orderBy('approval.id')
    .execute();
}

/** What this agent asked for in one call, newest first. */
export function askedInCall(
  store: Store,
  agentId: number,
  verificationId: number,
): Promise<ApprovalRow[]> {
  return store
    .selectFrom('approval')
    .selectAll()
    .where('verification_id', '=', verificationId)
    .where('requested_by', '=', agentId)
    .orderBy('id', 'desc')
    .execute();
}

/** What was asked, and when the contact who asked was taken off the account; null: they are on it. */
export function find(
  store: Store,
  approvalId: number,
): Promise<(ApprovalRow & { contact_removed_at: number | null }) | undefined> {
  return store
    .selectFrom('approval')
    .innerJoin('contact', 'contact.id', 'approval.contact_id')
    .selectAll('approval')
    .select('contact.removed_at as contact_removed_at')
    .where('approval.id', '=', approvalId)
    .executeTakeFirst();
}

/** Puts what is asked for on record; returns its id. */
export async function insert(
  tx: Tx,
  asked: Pick<
    ApprovalRow,
    | 'verification_id'
    | 'account_id'
    | 'contact_id'
    | 'request_id'
    | 'requested_by'
    | 'requested_at'
    | 'called_back'
  >,
): Promise<number> {
  const { id } = await tx
    .insertInto('approval')
    .values(asked)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function decide(
  tx: Tx,
  approvalId: number,
  decided: { by: number; at: number; decision: 'approve' | 'refuse' },
): Promise<void> {
  await tx
    .updateTable('approval')
    .set({ decided_by: decided.by, decided_at: decided.at, decision: decided.decision })
    .where('id', '=', approvalId)
    .execute();
}

/** The newest approval of a request for this agent and caller, decided after `since`. */
export async function newestApproved(
  store: Store,
  sought: {
    readonly agentId: number;
    readonly accountId: number;
    readonly contactId: number;
    readonly requestId: string;
    readonly since: number;
  },
): Promise<{ id: number; decided_at: number | null } | undefined> {
  return store
    .selectFrom('approval')
    .select(['id', 'decided_at'])
    .where('contact_id', '=', sought.contactId)
    .where('account_id', '=', sought.accountId)
    .where('request_id', '=', sought.requestId)
    .where('requested_by', '=', sought.agentId)
    .where('decision', '=', 'approve')
    .where('decided_at', '>', sought.since)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** A call of this agent, whoever is said to call. */
export function callOf(store: Store, agentId: number, verificationId: number) {
  return store
    .selectFrom('verification')
    .select(['account_id', 'contact_id', 'channel', 'ended_at'])
    .where('id', '=', verificationId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
}

/** Who gave a colleague their newest first password, and when. */
export function firstPasswordOf(store: Store, staffId: number) {
  return store
    .selectFrom('staff')
    .select(['first_password_by', 'first_password_at'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow();
}
