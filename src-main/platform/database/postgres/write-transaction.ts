import { compareSteps, migrationTable } from '../migrate.ts';
import { movedKey, movedRefusal } from '../moved.ts';
import { newerStore } from './steps.ts';

/**
 * How long one statement may wait for a lock, may run, and how long a server may leave a write
 * transaction alone. The last is the shortest: when a server hangs in the midst of one, its lock is
 * free again before those that wait give up.
 */
const lockTimeout = '8s';
/** In or outside of a transaction; shorter than a server waits for its answer (`pool.ts`). */
export const statementLimit = '15s';
const idleTimeout = '5s';

/** A commit is on the disk (and, where the team wants it, on its copies) when it returns. */
const durable: readonly unknown[] = ['on', 'remote_apply'];

/**
 * Begins a write transaction, in one round trip: the audit log's head is locked before anything is
 * read. So writers go one after the other, as on SQLite, and what a transaction reads stays so
 * (decision 0015). Each statement of it sees what was committed before: with the lock held that is
 * one state, which a snapshot taken before the lock would not be. The last one tells whether the store
 * was moved elsewhere, which steps its schema has taken, and the database's time: with the lock held,
 * so that no wait and no migration is in between.
 */
export const beginWriting = `${begin(lockTimeout, statementLimit, idleTimeout)};
  select seq from audit_head where id = 1 for update;
  select (select value from meta where key = '${movedKey}') as moved,
    (select string_agg(name, ' ') from ${migrationTable}) as steps,
    extract(epoch from clock_timestamp())::float8 * 1000 as now`;

/** Begins a transaction that only reads: it sees one state, and locks nothing. */
export const beginReading = `
  begin isolation level repeatable read read only;
  set local statement_timeout = '${statementLimit}';
  set local idle_in_transaction_session_timeout = '${idleTimeout}'`;

/**
 * How long an owner's work waits for who is in the way: longer than a server that hangs can be
 * (`idleTimeout`). And how long it may do nothing: a move also reads a whole store at its other end;
 * only a process that was stopped takes longer.
 */
export const ownersLockTimeout = '10s';
const ownersIdleTimeout = '15min';

/**
 * An operator's machine that sleeps, or a network that died, says nothing more: the server asks after
 * so many seconds, and gives up (and the locks with it) within a minute. Its own default is two hours.
 */
const lifeSigns = {
  tcp_keepalives_idle: '15',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '6',
  // In milliseconds.
  tcp_user_timeout: '45000',
} as const;

/**
 * Begins what its owner does to a whole database: its statements take as long as they take, but it
 * holds nothing for whoever is not there any more.
 */
export const beginUnhurried = `${begin(ownersLockTimeout, '0', ownersIdleTimeout)};
  select set_config(name, case name ${Object.entries(lifeSigns)
    .map(([name, value]) => `when '${name}' then '${value}'`)
    .join(' ')} end, true) from pg_settings
  where name in (${Object.keys(lifeSigns)
    .map((name) => `'${name}'`)
    .join(', ')})`;

function begin(lock: string, statement: string, idle: string): string {
  return `
  begin isolation level read committed read write;
  select set_config('lock_timeout', '${lock}', true),
    set_config('statement_timeout', '${statement}', true),
    set_config('idle_in_transaction_session_timeout', '${idle}', true),
    set_config('synchronous_commit', case current_setting('synchronous_commit')
      when 'remote_apply' then 'remote_apply' else 'on' end, true) as durability`;
}

/**
 * Judges what the statements of a beginning returned. Throws when a commit might return before it is
 * on the disk; refuses `newer_store` and `moved`. Returns the database's time in Unix milliseconds,
 * where it was asked.
 */
export function assertBegun(
  results: readonly { readonly rows: readonly unknown[] }[],
): number | undefined {
  const [, settings, , standing] = results.map(({ rows }) => rows[0] as Record<string, unknown>);
  const durability = settings?.['durability'];
  if (!durable.includes(durability))
    throw new Error(`The database's setting synchronous_commit is ${String(durability)}, not on`);
  if (!standing) return undefined;
  const { steps, moved, now } = standing;
  if (compareSteps(String(steps).split(' ')) === 'newer') throw newerStore();
  if (moved !== null) throw movedRefusal(String(moved));
  return now as number;
}
