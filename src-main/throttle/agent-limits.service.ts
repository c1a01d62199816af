import { agentLimits } from '#shared/rules/throttle-schedule.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { type ReachedLimit, standings } from './agent-limits.queries.ts';

export type { ReachedLimit } from './agent-limits.queries.ts';

/**
 * The hourly limits of one agent: 20 failures, 60 distinct accounts opened. Whoever reaches one
 * is refused until a supervisor lifts it.
 */
export class AgentLimitsService {
  readonly #audit: AuditWriter;

  constructor(audit: AuditWriter) {
    this.#audit = audit;
  }

  /** The limit this colleague has reached, or null; the failures' first when both are. */
  async reached(store: Store, staffId: number): Promise<ReachedLimit | null> {
    return (await this.#reachedLimits(store, staffId))[0] ?? null;
  }

  /**
   * Notes that a colleague opens an account. The 60th distinct account within the hour is still
   * opened and reaches the limit. Refuses `limit_reached` from then on.
   */
  async noteOpening(tx: Tx, staffId: number, accountId: number, now: number): Promise<void> {
    const reached = await this.reached(tx, staffId);
    if (reached) throw limitRefusal(reached);
    await tx
      .insertInto('account_opening')
      .values({ staff_id: staffId, account_id: accountId, opened_at: now })
      .execute();
    const { counted } = await this.#standing(tx, staffId, 'accounts', now);
    if (counted >= agentLimits.accounts) await this.#reach(tx, staffId, 'accounts', now);
  }

  /**
   * Why this agent may not try another code now (`limit_reached`), or null. Tries that were never
   * settled, for a server ended meanwhile, can be what reached the limit: so that a supervisor sees
   * it and can lift it, it is recorded here too, and the caller has to let that commit.
   */
  async refusalToTry(tx: Tx, staffId: number, now: number): Promise<Refusal | null> {
    return (await this.noteFailure(tx, staffId, now)) ? limitRefusal('failures') : null;
  }

  /**
   * After a failure was settled: the 20th within the hour reaches the limit. Returns whether it is
   * reached.
   */
  async noteFailure(tx: Tx, staffId: number, now: number): Promise<boolean> {
    const { counted, reached } = await this.#standing(tx, staffId, 'failures', now);
    if (reached) return true;
    if (counted < agentLimits.failures) return false;
    await this.#reach(tx, staffId, 'failures', now);
    return true;
  }

  /**
   * A supervisor lets the colleague go on: what the limits they have reached have counted so far
   * counts no more. Refuses `not_allowed` for one's own, `conflict` when none is reached.
   */
  async lift(tx: Tx, staffId: number, actor: Actor, reason: string): Promise<void> {
    if (actor.staffId === staffId)
      throw new Refusal('not_allowed', 'Another supervisor has to lift your own limit.');
    const limits = await this.#reachedLimits(tx, staffId);
    if (limits.length === 0) throw new Refusal('conflict', 'This colleague has reached no limit.');
    const reasonId = await this.#audit.keepReason(tx, reason);
    for (const limit of limits) {
      await tx
        .updateTable('agent_limit')
        .set({ reached_at: null, counted_after: await this.#newest(tx, staffId, limit) })
        .where('staff_id', '=', staffId)
        .where('kind', '=', limit)
        .execute();
      await this.#audit.append(tx, {
        actor,
        action: 'staff.limit_lifted',
        outcome: 'done',
        subjectStaffId: staffId,
        details: { limit, reasonId },
      });
    }
  }

  async #reachedLimits(store: Store, staffId: number): Promise<ReachedLimit[]> {
    const rows = await store
      .selectFrom('agent_limit')
      .select('kind')
      .where('staff_id', '=', staffId)
      .where('reached_at', 'is not', null)
      .orderBy('kind', 'desc')
      .execute();
    return rows.map(({ kind }) => kind);
  }

  /**
   * Whether a limit is reached, and what it has counted within the hour: different accounts, or tries
   * that were not verified; one that is still being checked counts. What was forgiven goes by number
   * and not by time, so that a clock that was wrong forgives nothing. It stays so until the
   * transaction ends: those that write go one after the other (decision 0015).
   */
  async #standing(tx: Tx, staffId: number, kind: ReachedLimit, now: number) {
    const [row] = await standings[kind](tx, { staffId, from: now - agentLimits.windowMs });
    return { counted: row?.counted ?? 0, reached: (row?.reached_at ?? null) !== null };
  }

  /** The number of the newest thing that a limit counts of this colleague; 0 before the first. */
  async #newest(tx: Tx, staffId: number, limit: ReachedLimit): Promise<number> {
    const { newest } =
      limit === 'failures'
        ? await tx
            .selectFrom('attempt')
            .select((eb) => eb.fn.max('id').as('newest'))
            .where('agent_id', '=', staffId)
            .executeTakeFirstOrThrow()
        : await tx
            .selectFrom('account_opening')
            .select((eb) => eb.fn.max('id').as('newest'))
            .where('staff_id', '=', staffId)
            .executeTakeFirstOrThrow();
    return newest ?? 0;
  }

  async #reach(tx: Tx, staffId: number, limit: ReachedLimit, now: number): Promise<void> {
    await tx
      .insertInto('agent_limit')
      .values({ staff_id: staffId, kind: limit, reached_at: now, counted_after: 0 })
      .onConflict((conflict) =>
        conflict.columns(['staff_id', 'kind']).doUpdateSet({ reached_at: now }),
      )
      .execute();
    await this.#audit.append(tx, {
      actor: { staffId: null, role: 'system' },
      action: 'staff.limit_reached',
      outcome: 'done',
      subjectStaffId: staffId,
      details: { limit },
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
