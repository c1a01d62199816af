import { createHash, randomBytes } from 'node:crypto';
import type { EndWhy, OpenSessionView, SessionView } from '#shared/contract/session.contract.ts';
import { activityGrainMs, idleLockMs, sessionLengthMs } from '#shared/rules/session-limits.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor, Caller, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './session.queries.ts';

/** A session as it stands at this moment. */
export interface LiveSession extends SignedIn {
  readonly state: SessionView['state'];
  readonly view: SessionView;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  /** Ends every call a colleague still holds. */
  readonly endCallsOf: (
    tx: Tx,
    agent: Pick<SignedIn, 'staffId' | 'role'>,
    now: number,
  ) => Promise<void>;
}

/** What a session ended for, as the log has it, and what its colleague is told of it. */
const endWhys = {
  asked: null,
  expired: 'expired',
  ended_for_them: 'colleague',
  device: 'device',
} as const satisfies Record<string, EndWhy | null>;

/**
 * Sessions live in the store; the host holds a session's token and the store only its SHA-256.
 * A session locks after five minutes without a person's activity and ends after twelve hours. One
 * that was opened on a device is that device's alone.
 */
export class SessionsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Opens a session in the sign-in's transaction: its id, and its new token (256 bits, hex). */
  async open(
    tx: Tx,
    staffId: number,
    { door, device, address }: Pick<Caller, 'door' | 'device' | 'address'>,
    now: number,
  ): Promise<{ sessionId: number; token: string }> {
    const token = randomBytes(32).toString('hex');
    const { id } = await tx
      .insertInto('session')
      .values({
        token_hash: hashOf(token),
        staff_id: staffId,
        door,
        signed_in_at: now,
        expires_at: now + sessionLengthMs,
        last_activity_at: now,
        locked_at: null,
        ended_at: null,
        device: device ?? null,
        address: address ?? null,
        end_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { sessionId: id, token };
  }

  /**
   * The session of a caller's token, or null when there is none or it has ended. A session found
   * idle is locked, one past its twelve hours is ended, and so is one whose token comes from another
   * device than it was opened on, because it was stolen: here and now, so that all is on record.
   */
  async resolve(caller: Pick<Caller, 'token' | 'device'>): Promise<LiveSession | null> {
    const { store, clock } = this.#parts;
    if (caller.token === null) return null;
    const row = await queries.find(store, hashOf(caller.token));
    if (!row || row.ended_at !== null || row.active === 0) return null;
    const now = clock.now();
    if (!isFrom(row, caller)) {
      await store.transaction().execute((tx) => this.#refuseDevice(tx, row, now));
      return null;
    }
    if (isOver(row, now)) {
      await store.transaction().execute((tx) => this.#end(tx, row, now, 'expired'));
      return null;
    }
    if (isIdle(row, now) && row.locked_at === null)
      await store.transaction().execute((tx) => this.#lock(tx, row, now, 'idle'));
    return live(row, now);
  }

  /**
   * Why the session of a caller's token ended, where they are to be told; null otherwise. Another
   * device than the session's own is told nothing.
   */
  async whyEnded(caller: Pick<Caller, 'token' | 'device'>): Promise<EndWhy | null> {
    if (caller.token === null) return null;
    const row = await queries.find(this.#parts.store, hashOf(caller.token));
    return row && row.ended_at !== null && isFrom(row, caller) ? row.end_why : null;
  }

  /** Every session that has not ended, as it stands now, by name. `own` is the caller's. */
  async list(own: number | null): Promise<OpenSessionView[]> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const rows = await queries.open(store, now);
    return rows
      .filter((row) => !isOver(row, now))
      .map((row) => ({
        sessionId: row.id,
        staffId: row.staff_id,
        name: row.name,
        username: row.username,
        role: row.role,
        door: row.door,
        address: row.address,
        signedInAt: row.signed_in_at,
        lastActivityAt: row.last_activity_at,
        state: live(row, now).state,
        own: row.id === own,
      }));
  }

  /**
   * Ends somebody's session at once, with the reason on record. `own` is the actor's. Refuses
   * `not_found`, and `conflict` for one's own and for one that has ended.
   */
  async end(actor: Actor, own: number | null, sessionId: number, reason: string): Promise<void> {
    const { store, clock, audit } = this.#parts;
    if (sessionId === own)
      throw new Refusal('conflict', 'This is your own sign-in. Sign out instead.');
    await store.transaction().execute(async (tx) => {
      const row = await queries.byId(tx, sessionId);
      if (!row) throw new Refusal('not_found', 'There is no such sign-in.');
      if (!(await this.#end(tx, row, clock.now(), 'ended_for_them')))
        throw new Refusal('conflict', 'This sign-in has ended already.');
      await audit.append(tx, {
        actor,
        action: 'session.ended',
        outcome: 'done',
        subjectStaffId: row.staff_id,
        details: { sessionId, reasonId: await audit.keepReason(tx, reason) },
      });
    });
  }

  /** Notes a person's activity; the store is written at most every 15 seconds. */
  async touch(session: LiveSession): Promise<void> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    await store
      .updateTable('session')
      .set({ last_activity_at: now })
      .where('id', '=', session.sessionId)
      .where('last_activity_at', '<=', now - activityGrainMs)
      .execute();
  }

  /** Locks a session at once. Locking a locked one changes nothing. */
  async lock(sessionId: number): Promise<void> {
    const { store, clock } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const row = await queries.byId(tx, sessionId);
      if (row && row.locked_at === null) await this.#lock(tx, row, clock.now(), 'asked');
    });
  }

  /** Unlocks a session in the transaction that settled the password. */
  async unlock(tx: Tx, sessionId: number, now: number): Promise<void> {
    await tx
      .updateTable('session')
      .set({ locked_at: null, last_activity_at: now })
      .where('id', '=', sessionId)
      .execute();
  }

  /** Signs a session out; the last session of a colleague takes their calls with it. */
  async signOut(sessionId: number): Promise<void> {
    const { store, clock } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const row = await queries.byId(tx, sessionId);
      if (row) await this.#end(tx, row, clock.now(), 'asked');
    });
  }

  /** Ends all sessions of a colleague, but for one if it is given, and then the calls they hold. */
  async endAllOf(tx: Tx, staffId: number, now: number, but?: number): Promise<void> {
    for (const row of await queries.openOf(tx, staffId))
      if (row.id !== but) await this.#end(tx, row, now, 'ended_for_them');
  }

  async #lock(tx: Tx, row: queries.SessionRow, now: number, why: string): Promise<void> {
    if (!(await queries.markLocked(tx, row.id, now))) return;
    await this.#parts.audit.append(tx, {
      actor: { staffId: row.staff_id, role: row.role },
      action: 'session.locked',
      outcome: 'done',
      details: { sessionId: row.id, why },
    });
  }

  async #refuseDevice(tx: Tx, row: queries.SessionRow, now: number): Promise<void> {
    if (!(await this.#end(tx, row, now, 'device'))) return;
    await this.#parts.audit.append(tx, {
      actor: { staffId: null, role: 'nobody' },
      action: 'session.device_refused',
      outcome: 'refused',
      subjectStaffId: row.staff_id,
      details: { sessionId: row.id },
    });
  }

  /** Ends a session, and with the last one of a colleague their calls. False: it had ended. */
  async #end(
    tx: Tx,
    row: queries.SessionRow,
    now: number,
    why: keyof typeof endWhys,
  ): Promise<boolean> {
    if (!(await queries.markEnded(tx, row.id, now, endWhys[why]))) return false;
    const others = await queries.openOf(tx, row.staff_id);
    if (others.every((other) => isOver(other, now)))
      await this.#parts.endCallsOf(tx, { staffId: row.staff_id, role: row.role }, now);
    await this.#parts.audit.append(tx, {
      actor: { staffId: row.staff_id, role: row.role },
      action: 'session.signed_out',
      outcome: 'done',
      details: { sessionId: row.id, why },
    });
    return true;
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Whether a caller is on the device that the session was opened on, if it was on one. */
const isFrom = (row: queries.SessionRow, { device }: Pick<Caller, 'device'>) =>
  row.device === null || row.device === device;

/** Past its twelve hours; or from the future by more than the idle time: a clock that went back. */
const isOver = (row: queries.SessionRow, now: number) =>
  now >= row.expires_at || row.signed_in_at - now >= idleLockMs;

/** A clock that jumped back by more than the idle time locks too: it gives no credit. */
const isIdle = (row: queries.SessionRow, now: number) =>
  Math.abs(now - row.last_activity_at) >= idleLockMs;

function live(row: queries.SessionRow, now: number): LiveSession {
  const locked = row.locked_at !== null || isIdle(row, now);
  const due = row.password_change_due === 1;
  const state = locked ? 'locked' : due ? 'password_change_due' : 'active';
  return {
    sessionId: row.id,
    staffId: row.staff_id,
    role: row.role,
    state,
    view: {
      staffId: row.staff_id,
      username: row.username,
      name: row.name,
      role: row.role,
      worksOn: row.works_on,
      defaultChannel: row.works_on === 'chat' ? 'chat' : 'phone',
      state,
      signedInAt: row.signed_in_at,
      expiresAt: row.expires_at,
      idleLockMs,
    },
  };
}
