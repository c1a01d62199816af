import { createHash, randomBytes } from 'node:crypto';
import type { SessionView } from '#shared/contract/session.contract.ts';
import { activityGrainMs, idleLockMs, sessionLengthMs } from '#shared/rules/session-limits.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Door, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
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

/**
 * Sessions live in the store; the host holds a session's token and the store only its SHA-256.
 * A session locks after five minutes without a person's activity and ends after twelve hours.
 */
export class SessionsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Opens a session in the sign-in's transaction and returns its new token (256 bits, hex). */
  async open(tx: Tx, staffId: number, door: Door, now: number): Promise<string> {
    const token = randomBytes(32).toString('hex');
    await tx
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
      })
      .execute();
    return token;
  }

  /**
   * The session of a token, or null when there is none or it has ended. A session found idle is
   * locked, and one past its twelve hours is ended, here and now, so that both are on record.
   */
  async resolve(token: string | null): Promise<LiveSession | null> {
    const { store, clock } = this.#parts;
    if (token === null) return null;
    const row = await queries.find(store, hashOf(token));
    if (!row || row.ended_at !== null || row.active === 0) return null;
    const now = clock.now();
    // From the future by more than the idle time: the clock went back, which gives no credit.
    if (now >= row.expires_at || row.signed_in_at - now >= idleLockMs) {
      await store.transaction().execute((tx) => this.#end(tx, row, now, 'expired'));
      return null;
    }
    // A clock that jumped back by more than the idle time locks too: it gives no credit.
    const idle = Math.abs(now - row.last_activity_at) >= idleLockMs;
    if (idle && row.locked_at === null)
      await store.transaction().execute((tx) => this.#lock(tx, row, now, 'idle'));
    return live(row, idle || row.locked_at !== null);
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

  async #end(tx: Tx, row: queries.SessionRow, now: number, why: string): Promise<void> {
    if (!(await queries.markEnded(tx, row.id, now))) return;
    if ((await queries.openOf(tx, row.staff_id)).length === 0)
      await this.#parts.endCallsOf(tx, { staffId: row.staff_id, role: row.role }, now);
    await this.#parts.audit.append(tx, {
      actor: { staffId: row.staff_id, role: row.role },
      action: 'session.signed_out',
      outcome: 'done',
      details: { sessionId: row.id, why },
    });
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

function live(row: queries.SessionRow, locked: boolean): LiveSession {
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
