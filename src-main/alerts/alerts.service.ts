import { sql } from 'kysely';
import type { AlertKind, AlertView } from '#shared/contract/session.contract.ts';
import { deskAlertLimits } from '#shared/rules/throttle-schedule.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';

interface Parts {
  readonly audit: AuditWriter;
  /** How many usernames, known or not, have failed since then without a success after it. */
  readonly namesFailing: (store: Store, since: number) => Promise<number>;
}

/**
 * Alerts for the whole desk. They make people look; they never lock anyone, because a lock for
 * all would be what an attacker wants.
 */
export class AlertsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * After a failure was settled: raises an alert when ten or more different contacts failed within
   * ten minutes, unless one was raised within that time.
   */
  async noteFailure(tx: Tx, now: number): Promise<void> {
    const { contacts } = await tx
      .selectFrom('attempt')
      .select(
        sql<number>`count(distinct account_id || ':' || coalesce(contact_id, 0))`.as('contacts'),
      )
      .where('charged_at', '>', now - deskAlertLimits.windowMs)
      .where('outcome', '=', 'not_verified')
      .executeTakeFirstOrThrow();
    if (contacts >= deskAlertLimits.contacts)
      await this.#raise(tx, 'many_contacts_failing', contacts, now);
  }

  /**
   * After a password did not match: the same for usernames, whoever has them or nobody, and from
   * wherever: somebody may be trying passwords across them. A name that has got in since does not
   * count: that was a slip.
   */
  async noteSignInFailure(tx: Tx, now: number): Promise<void> {
    const names = await this.#parts.namesFailing(tx, now - deskAlertLimits.windowMs);
    if (names >= deskAlertLimits.names) await this.#raise(tx, 'many_sign_ins_failing', names, now);
  }

  async #raise(tx: Tx, kind: AlertKind, failing: number, now: number): Promise<void> {
    const standing = await tx
      .selectFrom('alert')
      .select('id')
      .where('kind', '=', kind)
      .where('raised_at', '>', now - deskAlertLimits.windowMs)
      .where('raised_at', '<=', now)
      .executeTakeFirst();
    if (standing) return;
    const { id } = await tx
      .insertInto('alert')
      .values({ kind, raised_at: now, failing })
      .returning('id')
      .executeTakeFirstOrThrow();
    await this.#parts.audit.append(tx, {
      actor: { staffId: null, role: 'system' },
      action: 'alert.raised',
      outcome: 'done',
      details: { alertId: id, kind, failing },
    });
  }

  /** The alerts no supervisor has acknowledged yet, newest first. */
  async open(store: Store): Promise<AlertView[]> {
    const rows = await store
      .selectFrom('alert')
      .select(['id', 'kind', 'raised_at', 'failing'])
      .where('acknowledged_at', 'is', null)
      .orderBy('id', 'desc')
      .execute();
    return rows.map((row) => ({
      alertId: row.id,
      kind: row.kind,
      raisedAt: row.raised_at,
      failing: row.failing,
    }));
  }

  /** Refuses `not_found` for no such alert, `conflict` when it was acknowledged already. */
  async acknowledge(tx: Tx, alertId: number, actor: Actor, now: number): Promise<void> {
    const row = await tx
      .selectFrom('alert')
      .select('acknowledged_at')
      .where('id', '=', alertId)
      .executeTakeFirst();
    if (!row) throw new Refusal('not_found', 'There is no such alert.');
    if (row.acknowledged_at !== null)
      throw new Refusal('conflict', 'A supervisor has acknowledged this alert already.');
    await tx
      .updateTable('alert')
      .set({ acknowledged_by: actor.staffId, acknowledged_at: now })
      .where('id', '=', alertId)
      .execute();
    await this.#parts.audit.append(tx, {
      actor,
      action: 'alert.acknowledged',
      outcome: 'done',
      details: { alertId },
    });
  }
}
