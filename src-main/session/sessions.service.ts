import { createHash, randomBytes } from 'node:crypto';
import type { EndWhy } from '#shared/contract/session.contract.ts';
import { activityGrainMs, sessionLengthMs } from '#shared/rules/session-limits.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Caller, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import * as queries from './session.queries.ts';
import { isFrom, isIdle, isOver, type LiveSession, standingOf } from './session-standing.ts';

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
    return standingOf(row, now);
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

  /**
   * Ends a session by somebody's decision; the caller records whose. False when it had ended.
   */
  endFor(tx: Tx, row: queries.SessionRow, now: number): Promise<boolean> {
    return this.#end(tx, row, now, 'ended_for_them');
  }

  /** Notes a person's activity; the store is written at most every 15 seconds. */
  async touch(session: LiveSession): Promise<void> {
    const { store, clock } = this.#parts;
    if (session.lastActivityAt > clock.now() - activityGrainMs) return;
    await store.transaction().execute(async (tx) => {
      const now = clock.now();
      await tx
        .updateTable('session')
        .set({ last_activity_at: now })
        .where('id', '=', session.sessionId)
        .where('last_activity_at', '<=', now - activityGrainMs)
        .execute();
    });
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
