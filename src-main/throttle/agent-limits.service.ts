import { agentLimits } from '#shared/rules/throttle-schedule.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';

export type ReachedLimit = 'failures' | 'accounts';

/**
 * The hourly limits of one agent: 20 failures, 60 distinct accounts opened. Whoever reaches one
 * is refused until a supervisor lifts it.
 */
export class AgentLimitsService {
  readonly #audit: AuditWriter;

  constructor(audit: AuditWriter) {
    this.#audit = audit;
  }

  /** The limit this colleague has reached, or null. */
  async reached(store: Store, staffId: number): Promise<ReachedLimit | null> {
    const row = await store
      .selectFrom('agent_limit')
      .select('reached')
      .where('staff_id', '=', staffId)
      .executeTakeFirst();
    return row?.reached ?? null;
  }

  /**
   * Notes that a colleague opens an account. The 60th distinct account within the hour is still
   * opened and reaches the limit. Refuses `limit_reached` from then on.
   */
  async noteOpening(tx: Tx, staffId: number, accountId: number, now: number): Promise<void> {
    const limit = await this.#lock(tx, staffId);
    if (limit.reached) throw limitRefusal(limit.reached);
    await tx
      .insertInto('account_opening')
      .values({ staff_id: staffId, account_id: accountId, opened_at: now })
      .execute();
    const { accounts } = await tx
      .selectFrom('account_opening')
      .select((eb) => eb.fn.count<number>('account_id').distinct().as('accounts'))
      .where('staff_id', '=', staffId)
      .where('opened_at', '>', Math.max(now - agentLimits.windowMs, limit.counted_from))
      .executeTakeFirstOrThrow();
    if (accounts >= agentLimits.accounts) await this.#reach(tx, staffId, 'accounts', now);
  }

  /** Refuses `limit_reached` when this agent may not try another code now. */
  async assertMayTry(tx: Tx, staffId: number, now: number): Promise<void> {
    const limit = await this.#lock(tx, staffId);
    if (limit.reached === 'failures') throw limitRefusal('failures');
    if ((await this.#failures(tx, staffId, limit.counted_from, now)) >= agentLimits.failures)
      throw limitRefusal('failures');
  }

  /** After a failure was settled: the 20th within the hour reaches the limit. */
  async noteFailure(tx: Tx, staffId: number, now: number): Promise<void> {
    const limit = await this.#lock(tx, staffId);
    if (limit.reached) return;
    if ((await this.#failures(tx, staffId, limit.counted_from, now)) >= agentLimits.failures)
      await this.#reach(tx, staffId, 'failures', now);
  }

  /** A supervisor lets the colleague go on: what was counted so far counts no more. */
  async lift(tx: Tx, staffId: number, actor: Actor, reason: string, now: number): Promise<void> {
    if (actor.staffId === staffId)
      throw new Refusal('not_allowed', 'Another supervisor has to lift your own limit.');
    const { reached } = await this.#lock(tx, staffId);
    if (!reached) throw new Refusal('conflict', 'This colleague has reached no limit.');
    await tx
      .updateTable('agent_limit')
      .set({ reached: null, reached_at: null, counted_from: now })
      .where('staff_id', '=', staffId)
      .execute();
    await this.#audit.append(tx, {
      actor,
      action: 'staff.limit_lifted',
      outcome: 'done',
      subjectStaffId: staffId,
      details: { limit: reached, reasonId: await this.#audit.keepReason(tx, reason) },
    });
  }

  /** Makes the agent's row if it is missing and holds it, so that counting is exact. */
  #lock(tx: Tx, staffId: number) {
    return tx
      .insertInto('agent_limit')
      .values({ staff_id: staffId, reached: null, reached_at: null, counted_from: 0 })
      .onConflict((conflict) =>
        conflict.column('staff_id').doUpdateSet((eb) => ({
          counted_from: eb.ref('agent_limit.counted_from'),
        })),
      )
      .returning(['reached', 'counted_from'])
      .executeTakeFirstOrThrow();
  }

  /** Tries of this hour that were not verified; one that is still being checked counts. */
  async #failures(tx: Tx, staffId: number, countedFrom: number, now: number): Promise<number> {
    const { failures } = await tx
      .selectFrom('attempt')
      .select((eb) => eb.fn.countAll<number>().as('failures'))
      .where('agent_id', '=', staffId)
      .where('charged_at', '>', Math.max(now - agentLimits.windowMs, countedFrom))
      .where('outcome', '!=', 'verified')
      .executeTakeFirstOrThrow();
    return failures;
  }

  async #reach(tx: Tx, staffId: number, reached: ReachedLimit, now: number): Promise<void> {
    await tx
      .updateTable('agent_limit')
      .set({ reached, reached_at: now })
      .where('staff_id', '=', staffId)
      .execute();
    await this.#audit.append(tx, {
      actor: { staffId: null, role: 'system' },
      action: 'staff.limit_reached',
      outcome: 'done',
      subjectStaffId: staffId,
      details: { limit: reached },
    });
  }
}

function limitRefusal(reached: ReachedLimit): Refusal {
  const what =
    reached === 'failures'
      ? `${agentLimits.failures} codes that did not match`
      : `${agentLimits.accounts} different accounts opened`;
  return new Refusal(
    'limit_reached',
    `You have reached ${what} within an hour. A supervisor has to lift the limit before you go on.`,
    { limit: reached },
  );
}
