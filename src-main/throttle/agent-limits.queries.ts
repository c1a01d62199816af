import type { ExpressionBuilder } from 'kysely';
import { type Places, prepared } from '../platform/database/prepared.ts';
import type { Database, Store } from '../platform/database/schema.ts';

export type ReachedLimit = 'failures' | 'accounts';

interface Whose {
  readonly staffId: number;
  /** What was before does not count, Unix milliseconds. */
  readonly from: number;
}

/** For each limit: whether a colleague has reached it, and what it has counted of them. */
export const standings = {
  failures: prepared((store, value: Places<Whose>) =>
    standing(store, value, 'failures').select((eb) =>
      eb
        .selectFrom('attempt')
        .select(({ fn }) => fn.countAll<number>().as('counted'))
        .where('attempt.agent_id', '=', value('staffId'))
        .where('attempt.charged_at', '>', value('from'))
        .where('attempt.id', '>', countedAfter(eb))
        .where('attempt.outcome', '!=', 'verified')
        .as('counted'),
    ),
  ),
  accounts: prepared((store, value: Places<Whose>) =>
    standing(store, value, 'accounts').select((eb) =>
      eb
        .selectFrom('account_opening')
        .select(({ fn }) => fn.count<number>('account_id').distinct().as('counted'))
        .where('account_opening.staff_id', '=', value('staffId'))
        .where('account_opening.opened_at', '>', value('from'))
        .where('account_opening.id', '>', countedAfter(eb))
        .as('counted'),
    ),
  ),
};

function standing(store: Store, value: Places<Whose>, kind: ReachedLimit) {
  return store
    .selectFrom('staff')
    .leftJoin('agent_limit', (join) =>
      join.onRef('agent_limit.staff_id', '=', 'staff.id').on('agent_limit.kind', '=', kind),
    )
    .where('staff.id', '=', value('staffId'))
    .select('agent_limit.reached_at');
}

/** The number of the newest thing that was forgiven. */
function countedAfter(eb: ExpressionBuilder<Database, 'agent_limit'>) {
  return eb.fn.coalesce('agent_limit.counted_after', eb.lit(0));
}
