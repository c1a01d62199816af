import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { FaultyTeam } from './faulty-team.ts';

/** A server stops in the midst of a write transaction, with the log's head locked. */
export const hungServer: Fault = {
  name: 'a server hung while it held the log’s head',
  times: { full: 5, short: 1 },
  async strike(team, turn) {
    const hung = turn % 2;
    const server = team.servers[hung];
    try {
      do {
        server?.signal('SIGCONT');
        await pause(Math.random() * 50);
        server?.signal('SIGSTOP');
        await pause(100);
      } while (!(await holdsTheHead(team)));
      // PostgreSQL ends its transaction; the others had only to wait.
      await team.journal.goesOn(1 - hung);
    } finally {
      server?.signal('SIGCONT');
    }
  },
};

/** Whether a transaction has been left alone for a while that holds what another waits for. */
async function holdsTheHead(team: FaultyTeam): Promise<boolean> {
  const rows = await team.administer(
    `select 1 from pg_stat_activity as waiting
     join pg_stat_activity as holder on holder.pid = any (pg_blocking_pids(waiting.pid))
     where holder.datname = '${team.database.name}' and holder.state = 'idle in transaction'
       and holder.state_change < clock_timestamp() - interval '80 milliseconds'`,
  );
  return rows.length > 0;
}
