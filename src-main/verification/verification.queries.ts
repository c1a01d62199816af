import type { AttemptWhy, Store, Tx } from '../platform/database/schema.ts';

/** A verification's row as the use cases need it. */
export type VerificationRow = Awaited<ReturnType<typeof findOwn>> & object;

/** One of this agent's verifications, or undefined. */
export function findOwn(store: Store, verificationId: number, agentId: number) {
  return store
    .selectFrom('verification')
    .innerJoin('account', 'account.id', 'verification.account_id')
    .leftJoin('contact', 'contact.id', 'verification.contact_id')
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
      'contact.name as contact_name',
    ])
    .where('verification.id', '=', verificationId)
    .where('verification.agent_id', '=', agentId)
    .executeTakeFirst();
}

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

/** The id of the code that verified the caller, or null. */
export async function matchedCode(store: Store, verificationId: number): Promise<number | null> {
  const row = await store
    .selectFrom('attempt')
    .select('code_id')
    .where('verification_id', '=', verificationId)
    .where('outcome', '=', 'verified')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.code_id ?? null;
}

export function grantOf(store: Store, verificationId: number) {
  return store
    .selectFrom('verification_grant')
    .select(['issued_at', 'expires_at', 'ended_at', 'lists'])
    .where('verification_id', '=', verificationId)
    .executeTakeFirst();
}

export function catalogue(store: Store) {
  return store.selectFrom('request').selectAll().orderBy('tier').orderBy('position').execute();
}

/** Spends one of the verification's attempts; false when all three are spent or it has ended. */
export async function spendAttempt(tx: Tx, verificationId: number, most: number): Promise<boolean> {
  const row = await tx
    .updateTable('verification')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', verificationId)
    .where('ended_at', 'is', null)
    .where('attempts', '<', most)
    .returning('attempts')
    .executeTakeFirst();
  return row !== undefined;
}

export async function settleAttempt(
  tx: Tx,
  attemptId: number,
  settled: {
    readonly outcome: 'verified' | 'not_verified';
    readonly why: AttemptWhy;
    readonly codeId: number | null;
  },
  now: number,
): Promise<void> {
  const { outcome, why, codeId } = settled;
  await tx
    .updateTable('attempt')
    .set({ outcome, why, code_id: codeId, settled_at: now })
    .where('id', '=', attemptId)
    .where('outcome', '=', 'charged')
    .execute();
}

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
