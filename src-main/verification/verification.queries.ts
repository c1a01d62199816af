import { type Places, prepared } from '../platform/database/prepared.ts';
import type { AttemptWhy } from '../platform/database/schema/call-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

/** A verification's row as the use cases need it. */
export type VerificationRow = Awaited<ReturnType<typeof findOwn>> & object;

/**
 * One of this agent's verifications, or undefined; with the grant it came to, and how the code that
 * verified the caller stands.
 */
export async function findOwn(store: Store, verificationId: number, agentId: number) {
  return (await own(store, { verificationId, agentId }))[0];
}

const own = prepared((store, value: Places<{ verificationId: number; agentId: number }>) =>
  store
    .selectFrom('verification')
    .innerJoin('account', 'account.id', 'verification.account_id')
    .leftJoin('contact', 'contact.id', 'verification.contact_id')
    .leftJoin('verification_grant', 'verification_grant.verification_id', 'verification.id')
    .leftJoin('security_code', (join) =>
      join.on('security_code.id', '=', (eb) =>
        eb
          .selectFrom('attempt')
          .select('attempt.code_id')
          .whereRef('attempt.verification_id', '=', 'verification.id')
          .where('attempt.outcome', '=', 'verified')
          .orderBy('attempt.id', 'desc')
          .limit(1),
      ),
    )
    .select([
      'verification.id',
      'verification.account_id',
      'verification.contact_id',
      'verification.agent_id',
      'verification.channel',
      'verification.request_id',
      'verification.opened_at',
      'verification.ended_at',
      'verification.attempts',
      'account.client_id',
      'account.name as account_name',
      'account.status as account_status',
      'contact.name as contact_name',
      'verification_grant.issued_at as grant_issued_at',
      'verification_grant.expires_at as grant_expires_at',
      'verification_grant.ended_at as grant_ended_at',
      'verification_grant.lists as grant_lists',
      'security_code.exposed_at as code_exposed_at',
      'security_code.must_change_at as code_must_change_at',
      'security_code.weak as code_weak',
    ])
    .where('verification.id', '=', value('verificationId'))
    .where('verification.agent_id', '=', value('agentId')),
);

/** Ids of the calls an agent has in progress, oldest first. */
export async function openIds(store: Store, agentId: number): Promise<number[]> {
  const rows = await store
    .selectFrom('verification')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The newest attempt that was settled, or undefined. */
export function newestSettled(store: Store, verificationId: number) {
  return store
    .selectFrom('attempt')
    .select(['outcome', 'why', 'settled_at'])
    .where('verification_id', '=', verificationId)
    .where('settled_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function catalogue(store: Store) {
  return allRequests(store, {});
}

const allRequests = prepared((store, _value: Places<object>) =>
  store.selectFrom('request').selectAll().orderBy('tier').orderBy('position'),
);

/** Spends one of the verification's attempts; false when all three are spent or it has ended. */
export async function spendAttempt(tx: Tx, verificationId: number, most: number): Promise<boolean> {
  return (await spendOne(tx, { verificationId, most })).length > 0;
}

const spendOne = prepared((store, value: Places<{ verificationId: number; most: number }>) =>
  store
    .updateTable('verification')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', value('verificationId'))
    .where('ended_at', 'is', null)
    .where('attempts', '<', value('most'))
    .returning('attempts'),
);

/** Puts a charged attempt on record; returns its id. */
export async function insertAttempt(tx: Tx, attempt: NewAttempt): Promise<number> {
  const [row] = await insertCharged(tx, attempt);
  if (!row) throw new Error('An attempt was recorded without a number');
  return row.id;
}

interface NewAttempt {
  readonly verificationId: number;
  readonly accountId: number;
  readonly contactId: number | null;
  readonly agentId: number;
  /** The number of the try that it was charged as. */
  readonly charge: number;
  readonly at: number;
  readonly pasted: 0 | 1;
}

const insertCharged = prepared((store, value: Places<NewAttempt>) =>
  store
    .insertInto('attempt')
    .values({
      verification_id: value('verificationId'),
      account_id: value('accountId'),
      contact_id: value('contactId'),
      agent_id: value('agentId'),
      charge: value('charge'),
      charged_at: value('at'),
      settled_at: null,
      outcome: 'charged',
      why: null,
      code_id: null,
      pasted: value('pasted'),
    })
    .returning('id'),
);

interface Settled {
  readonly outcome: 'verified' | 'not_verified';
  readonly why: AttemptWhy;
  readonly codeId: number | null;
}

export async function settleAttempt(
  tx: Tx,
  attemptId: number,
  settled: Settled,
  now: number,
): Promise<void> {
  await settleCharged(tx, { attemptId, ...settled, now });
}

const settleCharged = prepared(
  (store, value: Places<Settled & { attemptId: number; now: number }>) =>
    store
      .updateTable('attempt')
      .set({
        outcome: value('outcome'),
        why: value('why'),
        code_id: value('codeId'),
        settled_at: value('now'),
      })
      .where('id', '=', value('attemptId'))
      .where('outcome', '=', 'charged'),
);

interface NewGrant {
  readonly verificationId: number;
  readonly accountId: number;
  readonly agentId: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** What may be asked for, as JSON. */
  readonly lists: string;
}

/** Gives a call its grant; returns what that changes in the call's row. */
export async function insertGrant(tx: Tx, grant: NewGrant) {
  await insertNewGrant(tx, grant);
  return {
    grant_issued_at: grant.issuedAt,
    grant_expires_at: grant.expiresAt,
    grant_ended_at: null,
    grant_lists: grant.lists,
  };
}

const insertNewGrant = prepared((store, value: Places<NewGrant>) =>
  store.insertInto('verification_grant').values({
    verification_id: value('verificationId'),
    account_id: value('accountId'),
    agent_id: value('agentId'),
    issued_at: value('issuedAt'),
    expires_at: value('expiresAt'),
    ended_at: null,
    lists: value('lists'),
  }),
);

/** Ends a call and its grant. */
export async function endVerification(tx: Tx, verificationId: number, now: number): Promise<void> {
  await tx
    .updateTable('verification')
    .set({ ended_at: now })
    .where('id', '=', verificationId)
    .where('ended_at', 'is', null)
    .execute();
  await tx
    .updateTable('verification_grant')
    .set({ ended_at: now })
    .where('verification_id', '=', verificationId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends what a contact (null: any caller) was granted in calls on an account; the calls go on. */
export async function endGrantsOf(
  tx: Tx,
  accountId: number,
  contactId: number | null,
  now: number,
): Promise<void> {
  await endLiveGrants(tx, accountId, now)
    .where('verification_id', 'in', (eb) =>
      eb
        .selectFrom('verification')
        .select('id')
        .where('account_id', '=', accountId)
        .$if(contactId !== null, (query) => query.where('contact_id', '=', contactId)),
    )
    .execute();
}

/** Ends what a contact was granted by any other code than their own; the calls go on. */
export async function endGrantsByMainCode(
  tx: Tx,
  accountId: number,
  contactId: number,
  now: number,
): Promise<void> {
  await endLiveGrants(tx, accountId, now)
    .where('verification_id', 'in', (eb) =>
      eb
        .selectFrom('attempt')
        .innerJoin('verification', 'verification.id', 'attempt.verification_id')
        // An own code that was taken away since leaves its number behind: that grant ends, too.
        .leftJoin('security_code', (join) =>
          join
            .onRef('security_code.id', '=', 'attempt.code_id')
            .on('security_code.contact_id', '=', contactId),
        )
        .select('verification.id')
        .where('verification.account_id', '=', accountId)
        .where('verification.contact_id', '=', contactId)
        .where('attempt.outcome', '=', 'verified')
        .where('security_code.id', 'is', null),
    )
    .execute();
}

/** Ends the grants on an account that go on; the caller says of which calls. */
function endLiveGrants(tx: Tx, accountId: number, now: number) {
  return tx
    .updateTable('verification_grant')
    .set({ ended_at: now })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null);
}
