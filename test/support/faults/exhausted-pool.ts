import pg from 'pg';
import type { Fault } from './fault.ts';
import type { FaultyTeam } from './faulty-team.ts';

/** The database has no connection left for the servers. */
export const fullRole: Fault = {
  name: 'no connection left at PostgreSQL',
  times: { full: 10, short: 1 },
  async strike(team) {
    const role = new URL(team.database.server).username;
    await team.administer(`alter role ${role} connection limit 0`);
    await team.administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`,
    );
    await bothRefuse(team, /has no connection left/);
    await team.administer(`alter role ${role} connection limit -1`);
  },
};

/** Every connection of a server that may write waits for the log's head, which somebody holds. */
export const fullPool: Fault = {
  name: 'every connection of the pools held',
  times: { full: 5, short: 0 },
  async strike(team) {
    const holder = new pg.Client({ connectionString: team.database.admin });
    await holder.connect();
    try {
      await holder.query('begin; select seq from audit_head for update');
      await bothRefuse(team, /busy with other work/);
    } finally {
      await holder.end();
    }
  },
};

function bothRefuse({ servers, journal }: FaultyTeam, words: RegExp) {
  return Promise.all(servers.map((_server, at) => journal.refuses(at, words)));
}
