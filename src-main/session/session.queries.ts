import type { EndWhy } from '#shared/contract/session.contract.ts';
import { type Places, prepared } from '../platform/database/prepared.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

function sessions(store: Store) {
  return store
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select([
      'session.id',
      'session.staff_id',
      'session.signed_in_at',
      'session.expires_at',
      'session.last_activity_at',
      'session.locked_at',
      'session.ended_at',
      'session.door',
      'session.device',
      'session.address',
      'session.end_why',
      'staff.username',
      'staff.name',
      'staff.role',
      'staff.works_on',
      'staff.active',
      'staff.password_change_due',
    ]);
}

/** A session with its colleague. */
export type SessionRow = Awaited<ReturnType<typeof find>> & object;

export async function find(store: Store, tokenHash: string) {
  return (await withToken(store, { tokenHash }))[0];
}

const withToken = prepared((store, value: Places<{ tokenHash: string }>) =>
  sessions(store).where('session.token_hash', '=', value('tokenHash')),
);

export function byId(store: Store, sessionId: number) {
  return sessions(store).where('session.id', '=', sessionId).executeTakeFirst();
}

/** Sessions of a colleague that have not been ended, be they past their time. */
export function openOf(store: Store, staffId: number) {
  return sessions(store)
    .where('session.staff_id', '=', staffId)
    .where('session.ended_at', 'is', null)
    .execute();
}

/** Everybody's sessions that have neither been ended nor are past their time, by name. */
export function open(store: Store, now: number) {
  return sessions(store)
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('staff.active', '=', 1)
    .orderBy('staff.name')
    .orderBy('session.id')
    .execute();
}

/** Whether a colleague has ever signed in on this device. */
export async function isOwnDevice(
  store: Store,
  username: string,
  device: string,
): Promise<boolean> {
  const row = await store
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select('session.id')
    .where('staff.username', '=', username)
    .where('session.device', '=', device)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Locks a session; false when it was locked already. */
export async function markLocked(tx: Tx, sessionId: number, now: number): Promise<boolean> {
  const row = await tx
    .updateTable('session')
    .set({ locked_at: now })
    .where('id', '=', sessionId)
    .where('locked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a session; false when it had ended already. */
export async function markEnded(
  tx: Tx,
  sessionId: number,
  now: number,
  why: EndWhy | null,
): Promise<boolean> {
  const row = await tx
    .updateTable('session')
    .set({ ended_at: now, end_why: why })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A colleague's password as stored. */
export type StaffRow = Awaited<ReturnType<typeof staffByUsername>> & object;

export function staffByUsername(store: Store, username: string) {
  return store
    .selectFrom('staff')
    .select(['id', 'username', 'role', 'active', 'password_hash', 'pepper_id'])
    .where('username', '=', username)
    .executeTakeFirst();
}

/** Every colleague's username. */
export async function usernames(store: Store): Promise<string[]> {
  const rows = await store.selectFrom('staff').select('username').execute();
  return rows.map(({ username }) => username);
}

/** Stores a colleague's password hash. */
export async function storePassword(
  tx: Tx,
  staffId: number,
  { hash, pepperId }: { readonly hash: string; readonly pepperId: string },
): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ password_hash: hash, pepper_id: pepperId })
    .where('id', '=', staffId)
    .execute();
}
