import type { StaffRole, WorksOn } from '#shared/contract/session.contract.ts';
import type { StaffView } from '#shared/contract/staff.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AgentLimitsService } from '../throttle/agent-limits.service.ts';
import type { ThrottleService } from '../throttle/throttle.service.ts';
import type { PasswordsService } from './passwords.service.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly passwords: PasswordsService;
  readonly throttle: ThrottleService;
  readonly agentLimits: AgentLimitsService;
  /** Ends every session of a colleague and the calls they hold. */
  readonly endSessionsOf: (tx: Tx, staffId: number, now: number) => Promise<void>;
}

/** A colleague to add. */
export interface NewColleague {
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly worksOn: WorksOn;
}

/** The colleagues who sign in at the desk. */
export class StaffService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Everybody, active ones first, by name. */
  async list(): Promise<StaffView[]> {
    const rows = await this.#parts.store
      .selectFrom('staff')
      .select([
        'staff.id',
        'username',
        'name',
        'role',
        'works_on',
        'active',
        'password_change_due',
        'last_sign_in_at',
      ])
      .select((eb) =>
        // The failures' limit first, as the desk names it.
        eb
          .selectFrom('agent_limit')
          .select((limit) => limit.fn.max('kind').as('kind'))
          .whereRef('agent_limit.staff_id', '=', 'staff.id')
          .where('agent_limit.reached_at', 'is not', null)
          .as('reached'),
      )
      .orderBy('active', 'desc')
      .orderBy('name')
      .execute();
    return rows.map((row) => ({
      staffId: row.id,
      username: row.username,
      name: row.name,
      role: row.role,
      worksOn: row.works_on,
      active: row.active === 1,
      passwordChangeDue: row.password_change_due === 1,
      lastSignInAt: row.last_sign_in_at,
      limitReached: row.reached,
    }));
  }

  /**
   * Adds a colleague with a first password, to be changed at the first sign-in. Returns the id.
   * Refuses `invalid_input` (password rules), `conflict` (username taken).
   */
  async add(actor: Actor, colleague: NewColleague, password: string): Promise<number> {
    const hash = await this.#parts.passwords.prepare(colleague.username, password);
    return this.#parts.store
      .transaction()
      .execute((tx) => this.insert(tx, actor, colleague, hash, true));
  }

  /** Puts a colleague into the store, with the audit record. Refuses `conflict`. */
  async insert(
    tx: Tx,
    actor: Actor,
    colleague: NewColleague,
    { hash, pepperId }: StoredHash,
    changeDue: boolean,
  ): Promise<number> {
    if (await byUsername(tx, colleague.username))
      throw new Refusal('conflict', 'A colleague has this username already. Choose another one.');
    const { id } = await tx
      .insertInto('staff')
      .values({
        username: colleague.username,
        name: colleague.name,
        role: colleague.role,
        works_on: colleague.worksOn,
        password_hash: hash,
        pepper_id: pepperId,
        active: 1,
        password_change_due: changeDue ? 1 : 0,
        created_at: this.#parts.clock.now(),
        last_sign_in_at: null,
        first_password_by: changeDue ? actor.staffId : null,
        first_password_at: changeDue ? this.#parts.clock.now() : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await this.#parts.audit.append(tx, {
      actor,
      action: 'staff.added',
      outcome: 'done',
      subjectStaffId: id,
      details: { role: colleague.role, worksOn: colleague.worksOn },
    });
    return id;
  }

  /**
   * Sets a first password again: ends the colleague's sessions and forgives failed sign-ins.
   * Refuses `not_found`, `invalid_input` (password rules).
   */
  async resetPassword(actor: Actor, username: string, password: string): Promise<void> {
    const { store, clock, audit, passwords, throttle, endSessionsOf } = this.#parts;
    const { hash, pepperId } = await passwords.prepare(username, password);
    await store.transaction().execute(async (tx) => {
      const row = await byUsername(tx, username);
      if (!row) throw new Refusal('not_found', 'No colleague has this username.');
      await tx
        .updateTable('staff')
        .set({
          password_hash: hash,
          pepper_id: pepperId,
          password_change_due: 1,
          first_password_by: actor.staffId,
          first_password_at: clock.now(),
        })
        .where('id', '=', row.id)
        .execute();
      await throttle.forgiveAll(tx, { scope: 'sign_in', key: passwords.throttleKey(username) });
      await endSessionsOf(tx, row.id, clock.now());
      await audit.append(tx, {
        actor,
        action: 'staff.password_reset',
        outcome: 'done',
        subjectStaffId: row.id,
      });
    });
  }

  /**
   * Lets a colleague in or keeps them out; out ends their sessions. Refuses `not_found`,
   * `conflict` for the last active supervisor.
   */
  async setActive(actor: Actor, staffId: number, active: boolean, reason: string): Promise<void> {
    const { store, clock, audit, endSessionsOf } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const changed = await tx
        .updateTable('staff')
        .set({ active: active ? 1 : 0 })
        .where('id', '=', staffId)
        .executeTakeFirstOrThrow();
      if (changed.numUpdatedRows === 0n)
        throw new Refusal('not_found', 'There is no such colleague.');
      const supervisor = await tx
        .selectFrom('staff')
        .select('id')
        .where('role', '=', 'supervisor')
        .where('active', '=', 1)
        .executeTakeFirst();
      if (!supervisor)
        throw new Refusal('conflict', 'The last active supervisor has to stay. Add another first.');
      if (!active) await endSessionsOf(tx, staffId, clock.now());
      await audit.append(tx, {
        actor,
        action: active ? 'staff.activated' : 'staff.deactivated',
        outcome: 'done',
        subjectStaffId: staffId,
        details: { reasonId: await audit.keepReason(tx, reason) },
      });
    });
  }

  /**
   * Lifts an agent's hourly limit. Refuses `not_found`, `conflict` when none is reached,
   * `not_allowed` for one's own.
   */
  async liftLimit(actor: Actor, staffId: number, reason: string): Promise<void> {
    const { store, agentLimits } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('staff')
        .select('id')
        .where('id', '=', staffId)
        .executeTakeFirst();
      if (!row) throw new Refusal('not_found', 'There is no such colleague.');
      await agentLimits.lift(tx, staffId, actor, reason);
    });
  }
}

function byUsername(store: Store, username: string) {
  return store.selectFrom('staff').select('id').where('username', '=', username).executeTakeFirst();
}
