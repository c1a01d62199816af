import { setTimeout as pause } from 'node:timers/promises';
import { fullPool, fullRole } from './exhausted-pool.ts';
import type { Fault } from './fault.ts';
import { hungServer } from './hung-server.ts';
import { serverAnHourAhead } from './wrong-clock.ts';

const atRandom = (most: number) => pause(Math.random() * most);

const kill: Fault = {
  name: 'kill -9 of one of two servers',
  times: { full: 100, short: 1 },
  async strike({ servers, journal }, turn) {
    const killed = turn % 2;
    await atRandom(300);
    await servers[killed]?.end('SIGKILL');
    await journal.goesOn(1 - killed);
    await servers[killed]?.start();
  },
};

const restart: Fault = {
  name: 'PostgreSQL restarted, at once and in order in turn',
  times: { full: 20, short: 2 },
  async strike({ cluster }, turn) {
    await atRandom(500);
    await cluster.stop(turn % 2 === 0 ? 'SIGQUIT' : 'SIGINT');
    await atRandom(300);
    await cluster.start();
  },
};

const cut: Fault = {
  name: 'connections cut: at a commit, at random, by PostgreSQL',
  times: { full: 100, short: 6 },
  async strike(team, turn) {
    const line = team.lines[turn % 2];
    const ways = [
      () => line?.cutAtCommit(),
      () => line?.cut(),
      () =>
        team.administer(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = '${team.database.name}' and application_name = 'countersign'
           order by random() limit 3`,
        ),
    ] as const;
    await atRandom(100);
    await ways[turn % ways.length]?.();
  },
};

/** In this order; each on the store that the one before has left. */
export const faults: readonly Fault[] = [
  cut,
  kill,
  restart,
  fullRole,
  fullPool,
  hungServer,
  serverAnHourAhead,
];
