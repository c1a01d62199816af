import { setImmediate as breathe } from 'node:timers/promises';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { AuditFilter } from '#shared/contract/audit.contract.ts';
import type { Database, Store } from '../platform/database/schema.ts';

/*
 * One index finds candidates, newest first, in windows of bounded size; the rest of the filter is
 * applied to each window. So a common filter answers from its first window, a rare combination
 * takes longer but never holds the event loop, and no list is ever sorted as a whole.
 */

/** Candidates looked at before the event loop gets its turn again. */
const windowSize = 1000;
/** Entries of the time index looked at in one go. */
const timeStep = 5000;

/** ISO 8601 sorts as text from year 0 to 9999. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

interface Criteria {
  readonly accountId: number | undefined;
  readonly staffId: number | undefined;
  readonly action: AuditFilter['action'];
  readonly outcome: AuditFilter['outcome'];
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The column whose index finds candidates, with the value it is searched for. */
type Lead =
  | { readonly column: 'account_id' | 'actor_id' | 'subject_staff_id'; readonly value: number }
  | { readonly column: 'action' | 'outcome'; readonly value: string }
  | null;

/** Where a walk begins, where it ends, and after how many windows at the latest. */
interface Bounds {
  readonly below: number;
  readonly lowest: number;
  readonly windows?: number;
}

/**
 * Numbers of the records that fit all parts of the filter, newest first, below `before` (null: from
 * the newest on), at most `limit`.
 */
export async function findSeqs(
  store: Store,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<number[]> {
  const accountId = await findAccount(store, filter.clientId);
  if (filter.clientId !== undefined && accountId === undefined) return [];
  const criteria: Criteria = {
    accountId,
    staffId: filter.staffId,
    action: filter.action,
    outcome: filter.outcome,
    from: isoOf(filter.from),
    to: isoOf(filter.to),
  };
  const leads = leadsOf(criteria);
  const found = new Set<number>();
  for (const lead of leads)
    for (const seq of await search(store, criteria, lead, before, limit)) found.add(seq);
  return [...found].sort((one, other) => other - one).slice(0, limit);
}

async function search(
  store: Store,
  criteria: Criteria,
  lead: Lead,
  before: number | null,
  limit: number,
): Promise<number[]> {
  const below = before ?? Number.MAX_SAFE_INTEGER;
  const nearest = await walk(store, criteria, lead, { below, lowest: 1, windows: 1 }, limit);
  if (nearest.length === limit) return nearest;
  const span = await seqSpan(store, criteria, lead);
  if (!span) return [];
  const bounds = { below: Math.min(below, span.highest + 1), lowest: span.lowest };
  return walk(store, criteria, lead, bounds, limit);
}

async function findAccount(store: Store, clientId: string | undefined) {
  if (clientId === undefined) return undefined;
  const account = await store
    .selectFrom('account')
    .select('id')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return account?.id;
}

/** The most telling index first. A person is in a record as who acted or as whom it is about. */
function leadsOf({ accountId, staffId, action, outcome }: Criteria): Lead[] {
  if (accountId !== undefined) return [{ column: 'account_id', value: accountId }];
  if (staffId !== undefined)
    return [
      { column: 'actor_id', value: staffId },
      { column: 'subject_staff_id', value: staffId },
    ];
  // Most records end in 'done'; every other outcome is rarer than the actions it comes with.
  if (outcome !== undefined && (outcome !== 'done' || action === undefined))
    return [{ column: 'outcome', value: outcome }];
  if (action !== undefined) return [{ column: 'action', value: action }];
  return [null];
}

async function walk(
  store: Store,
  criteria: Criteria,
  lead: Lead,
  { below: start, lowest, windows = Number.POSITIVE_INFINITY }: Bounds,
  limit: number,
): Promise<number[]> {
  const found: number[] = [];
  let below = start;
  for (let window = 0; window < windows && found.length < limit; window += 1) {
    const candidates = store
      .selectFrom('audit_log')
      .select('seq')
      .$if(lead !== null, (query) =>
        lead === null ? query : query.where(lead.column, '=', lead.value as never),
      )
      .where('seq', '<', below)
      .where('seq', '>=', lowest)
      .orderBy('seq', 'desc');
    const end = await candidates
      .limit(1)
      .offset(windowSize - 1)
      .executeTakeFirst();
    const rows = await store
      .selectFrom(candidates.limit(windowSize).as('candidate'))
      .innerJoin('audit_log as log', 'log.seq', 'candidate.seq')
      .select('candidate.seq')
      .where((eb) => fits(eb, criteria, lead))
      .orderBy('candidate.seq', 'desc')
      .limit(limit - found.length)
      .execute();
    found.push(...rows.map(({ seq }) => seq));
    if (!end) break;
    below = end.seq;
    await breathe();
  }
  return found;
}

type Log = ExpressionBuilder<Database & { log: Database['audit_log'] }, 'log'>;

function fits(eb: Log, criteria: Criteria, lead: Lead): Expression<SqlBool> {
  const { staffId, action, outcome, from, to } = criteria;
  const parts: Expression<SqlBool>[] = [];
  if (staffId !== undefined && lead?.column === 'account_id')
    parts.push(eb.or([eb('log.actor_id', '=', staffId), eb('log.subject_staff_id', '=', staffId)]));
  if (action !== undefined && lead?.column !== 'action') parts.push(eb('log.action', '=', action));
  if (outcome !== undefined && lead?.column !== 'outcome')
    parts.push(eb('log.outcome', '=', outcome));
  if (from !== undefined) parts.push(eb('log.at', '>=', from));
  if (to !== undefined) parts.push(eb('log.at', '<=', to));
  return eb.and(parts);
}

/**
 * Between which numbers the records of a span of time lie, or null when there are none: so that an
 * old span is not reached through everything newer. A walk of one account or person is short, and
 * needs no bounds.
 */
async function seqSpan(store: Store, criteria: Criteria, lead: Lead) {
  const short = lead !== null && lead.column !== 'action' && lead.column !== 'outcome';
  const anyTime = criteria.from === undefined && criteria.to === undefined;
  if (short || anyTime) return { lowest: 1, highest: Number.MAX_SAFE_INTEGER - 1 };
  return timeBounds(store, criteria);
}

/** Goes through the time index: the clock can go backwards, so later records may carry earlier times. */
async function timeBounds(store: Store, { from, to }: Criteria) {
  let lowest = Number.MAX_SAFE_INTEGER;
  let highest = 0;
  let start = from ?? '';
  for (;;) {
    const step = await store
      .selectFrom(
        store
          .selectFrom('audit_log')
          .select(['seq', 'at'])
          .where('at', '>=', start)
          .$if(to !== undefined, (query) => query.where('at', '<=', to as string))
          .orderBy('at')
          .limit(timeStep)
          .as('step'),
      )
      .select(({ fn }) => [
        fn.countAll<number>().as('count'),
        fn.min('step.seq').as('lowest'),
        fn.max('step.seq').as('highest'),
        fn.max('step.at').as('end'),
      ])
      .executeTakeFirstOrThrow();
    if (Number(step.count) === 0) break;
    lowest = Math.min(lowest, step.lowest);
    highest = Math.max(highest, step.highest);
    // The next step begins at the last time of this one, so that none of the same time is missed.
    if (Number(step.count) < timeStep || step.end === start) break;
    start = step.end;
    await breathe();
  }
  return highest === 0 ? null : { lowest, highest };
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(Math.min(time, lastTime)).toISOString();
}
