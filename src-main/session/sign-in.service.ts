import type { SignInVerdict } from '#shared/contract/session.contract.ts';
import type { AlertsService } from '../alerts/alerts.service.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Caller } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import type { PasswordsService } from '../staff/passwords.service.ts';
import type { Count, ThrottleService } from '../throttle/throttle.service.ts';
import { addressGroup } from './address-group.ts';
import * as queries from './session.queries.ts';
import type { LiveSession } from './session-standing.ts';
import type { SessionsService } from './sessions.service.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly passwords: PasswordsService;
  readonly throttle: ThrottleService;
  readonly alerts: AlertsService;
  readonly sessions: SessionsService;
}

type Purpose = 'signed_in' | 'unlocked' | 'password_changed';
const failed = {
  signed_in: 'session.sign_in_failed',
  unlocked: 'session.unlock_failed',
  password_changed: 'session.password_change_failed',
} as const;
const done = {
  signed_in: 'session.signed_in',
  unlocked: 'session.unlocked',
  password_changed: 'session.password_changed',
} as const;

const day = 24 * 60 * 60 * 1000;

/**
 * Checks staff passwords: to sign in, to unlock, to change the password. Each try is charged to
 * the username before it is hashed, known or not, and an unknown name costs the same work. A
 * sign-in is charged to the address that it comes from as well.
 */
export class SignInService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Signs a colleague in at this door; an earlier session of the same caller ends with it. */
  async signIn(
    caller: Caller,
    earlier: LiveSession | null,
    input: { username: string; password: string },
  ): Promise<SignInVerdict> {
    const { sessions } = this.#parts;
    let token = '';
    const verdict = await this.#check(
      input.username.trim().toLowerCase(),
      input.password,
      'signed_in',
      async (tx, staff, now) => {
        const opened = await sessions.open(tx, staff.id, caller, now);
        token = opened.token;
        await tx
          .updateTable('staff')
          .set({ last_sign_in_at: now })
          .where('id', '=', staff.id)
          .execute();
        return opened.sessionId;
      },
      caller,
    );
    if (verdict) return verdict;
    if (earlier) await sessions.signOut(earlier.sessionId);
    caller.token = token;
    return this.#signedIn(caller);
  }

  /** Unlocks a session by its colleague's password. */
  async unlock(caller: Caller, session: LiveSession, password: string): Promise<SignInVerdict> {
    const { sessions } = this.#parts;
    const verdict = await this.#check(
      session.view.username,
      password,
      'unlocked',
      async (tx, _staff, now) => {
        await sessions.unlock(tx, session.sessionId, now);
        return session.sessionId;
      },
    );
    return verdict ?? this.#signedIn(caller);
  }

  /**
   * Changes one's own password and ends one's other sessions. Refuses `session_locked`, and
   * `invalid_input` for a new password against the rules or equal to the current one.
   */
  async changePassword(
    caller: Caller,
    session: LiveSession,
    input: { currentPassword: string; newPassword: string },
  ): Promise<SignInVerdict> {
    const { passwords, sessions } = this.#parts;
    if (session.state === 'locked')
      throw new Refusal('session_locked', 'The desk is locked. Unlock it first.');
    if (input.newPassword === input.currentPassword)
      throw new Refusal('invalid_input', 'The new password must differ from the current one.', {
        field: 'newPassword',
      });
    const fresh = await passwords.prepare(session.view.username, input.newPassword);
    const verdict = await this.#check(
      session.view.username,
      input.currentPassword,
      'password_changed',
      async (tx, staff, now) => {
        await queries.storePassword(tx, staff.id, fresh);
        await tx
          .updateTable('staff')
          .set({ password_change_due: 0 })
          .where('id', '=', staff.id)
          .execute();
        await sessions.endAllOf(tx, staff.id, now, session.sessionId);
        return session.sessionId;
      },
    );
    return verdict ?? this.#signedIn(caller);
  }

  async #signedIn(caller: Caller): Promise<SignInVerdict> {
    const session = await this.#parts.sessions.resolve(caller);
    if (!session) return { kind: 'refused' };
    return { kind: 'signed_in', session: session.view };
  }

  /**
   * Charge, hash, settle. Returns what refuses, or null after `succeed` ran in the settlement and
   * gave the session's id. `from` is whose address is charged too.
   */
  async #check(
    username: string,
    password: string,
    purpose: Purpose,
    succeed: (tx: Tx, staff: queries.StaffRow, now: number) => Promise<number>,
    from?: Caller,
  ): Promise<SignInVerdict | null> {
    const { store, clock, audit, alerts, passwords, throttle } = this.#parts;
    const name: Count = { scope: 'sign_in', key: passwords.throttleKey(username) };
    const address = from && (await this.#addressToCharge(from, username));
    const charge = await store.transaction().execute(async (tx) => {
      const now = clock.now();
      const known = (await queries.usernames(tx)).map((other) => passwords.throttleKey(other));
      await throttle.dropStrangers(tx, known, now - day);
      return throttle.chargeAll(tx, address ? [name, address] : [name], now);
    });
    if (!charge.charged)
      return charge.state.kind === 'wait'
        ? { kind: 'wait', until: charge.state.until }
        : { kind: 'refused' };
    const before = await queries.staffByUsername(store, username);
    const stored = before ? { hash: before.password_hash, pepperId: before.pepper_id } : null;
    const { match, fresh } = await passwords.check(password, stored);
    return store.transaction().execute(async (tx) => {
      const now = clock.now();
      const staff = await queries.staffByUsername(tx, username);
      const unchanged = staff?.password_hash === before?.password_hash;
      if (!match || !staff || !unchanged || staff.active === 0) {
        await audit.append(tx, {
          actor: { staffId: null, role: 'nobody' },
          action: failed[purpose],
          outcome: 'failed',
          subjectStaffId: staff?.id ?? null,
          details: { known: staff !== undefined, charge: charge.charge },
        });
        await throttle.noteFailed(tx, name, now);
        await alerts.noteSignInFailure(tx, now);
        return { kind: 'refused' };
      }
      await throttle.forgive(tx, name, charge.charge);
      if (address) await throttle.takeBack(tx, address);
      if (fresh) await queries.storePassword(tx, staff.id, fresh);
      const sessionId = await succeed(tx, staff, now);
      await audit.append(tx, {
        actor: { staffId: staff.id, role: staff.role },
        action: done[purpose],
        outcome: 'done',
        details: { sessionId },
      });
      return null;
    });
  }

  /**
   * The count of the address that a sign-in comes from. A colleague's own device, where they have
   * signed in before, is not held up by it: nobody shuts an office out by failing in it, and a whole
   * shift can begin at once.
   */
  async #addressToCharge(
    { address, device }: Caller,
    username: string,
  ): Promise<Count | undefined> {
    const { store, passwords } = this.#parts;
    if (address === undefined) return undefined;
    if (device !== undefined && (await queries.isOwnDevice(store, username, device)))
      return undefined;
    return { scope: 'address', key: passwords.addressKey(addressGroup(address)) };
  }
}
