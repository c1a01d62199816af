import { sql } from 'kysely';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../schema.ts';
import { inTheWay } from './errors.ts';

/**
 * What an operator hears of an owner's work that others were in the way of: who holds locks on the
 * store's tables now, and what to do. Any other error unchanged. Names processes and the programs'
 * own names, no role and no address.
 */
export async function tellHolders(error: unknown, store: Store): Promise<unknown> {
  if (!inTheWay(error)) return error;
  const holders = await holdersOf(store).catch(() => []);
  const who =
    holders.length === 0
      ? 'Somebody else was working on it'
      : `It is held by ${holders.map(inWords).join(', ')}`;
  return new Refusal(
    'store_unavailable',
    `The team’s store could not be had alone. ${who}: a dump, a session left open in a transaction, or a server that hangs. Nothing was changed. Let that end (pg_stat_activity shows it, pg_terminate_backend(process) ends it), and run this again.`,
    error.details,
  );
}

interface Holder {
  readonly process: number;
  readonly program: string | null;
}

/** Who has a lock on any table of the store; a few of them are enough to begin with. */
async function holdersOf(store: Store): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select distinct held.pid as process, activity.application_name as program
    from pg_locks as held
    join pg_class as class on class.oid = held.relation
    left join pg_stat_activity as activity on activity.pid = held.pid
    where held.granted and held.locktype = 'relation' and held.pid <> pg_backend_pid()
      and held.database = (select oid from pg_database where datname = current_database())
      and class.relnamespace = current_schema()::regnamespace
    order by process limit 5`.execute(store);
  return rows;
}

function inWords({ process, program }: Holder): string {
  return program ? `process ${process} (${program})` : `process ${process}`;
}
