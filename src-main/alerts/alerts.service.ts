import { sql } from 'kysely';
import type { AlertView } from '#shared/contract/session.contract.ts';
import { deskAlertLimits } from '#shared/rules/throttle-schedule.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';

/**
 * Alerts for the whole desk. They make people look; they never lock anyone, because a lock for
 * all would be what an attacker wants.
 */
export class AlertsService {
  readonly #audit: AuditWriter;

  constructor(audit: AuditWriter) {
    this.#audit = audit;
  }

  /**
   * After a failure was settled: raises an alert when ten or more different contacts failed within
   * ten minutes, unless one was raised within that time.
   */
  async noteFailure(tx: Tx, now: number): Promise<void> {
    const since = now - deskAlertLimits.windowMs;
    const { contacts } = await tx
      .selectFrom('attempt')
      .select(
        sql<number>`count(distinct account_id || ':' || coalesce(contact_id, 0))`.as('contacts'),
      )
      .where('charged_at', '>', since)
      .where('outcome', '=', 'not_verified')
      .executeTakeFirstOrThrow();
    if (contacts < deskAlertLimits.contacts) return;
    const standing = await tx
      .selectFrom('alert')
      .select('id')
      .where('raised_at', '>', since)
      .where('raised_at', '<=', now)
      .executeTakeFirst();
    if (standing) return;
    const { id } = await tx
      .insertInto('alert')
      .values({ kind: 'many_contacts_failing', raised_at: now, contacts })
      .returning('id')
      .executeTakeFirstOrThrow();
    await this.#audit.append(tx, {
      actor: { staffId: null, role: 'system' },
      action: 'alert.raised',
      outcome: 'done',
      details: { alertId: id, contacts },
    });
  }

  /** The alerts no supervisor has acknowledged yet, newest first. */
  async open(store: Store): Promise<AlertView[]> {
    const rows = await store
      .selectFrom('alert')
      .select(['id', 'kind', 'raised_at', 'contacts'])
      .where('acknowledged_at', 'is', null)
      .orderBy('id', 'desc')
      .execute();
    return rows.map((row) => ({
      alertId: row.id,
      kind: row.kind,
      raisedAt: row.raised_at,
      contacts: row.contacts,
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
    await this.#audit.append(tx, {
      actor,
      action: 'alert.acknowledged',
      outcome: 'done',
      details: { alertId },
    });
  }
}
