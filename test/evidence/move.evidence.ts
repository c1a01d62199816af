import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Moved } from '#main/move-store.ts';
import { fill } from '../bench/look-up-store.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { moveAndKill } from '../support/move/killed-move.ts';
import { exportOfFolder, exportOfTeam, localEmptyFolder } from '../support/move/move-places.ts';
import { newTeamDatabase } from '../support/postgres/team-database.ts';
import { rounded } from '../support/statistics.ts';
import { localDemoFolder, openStoreOf } from '../support/test-desk.ts';

type Log = (line: string) => void;

/** A store moved there and back has the same log to the byte, and a killed move can be run again. */
export const evidence: Evidence = {
  id: 'move',
  title: 'Moving a store to a team’s database and back',
  async run({ full, log }) {
    const kills = full ? 20 : 2;
    const demo = await thereAndBack(await localDemoFolder(), log);
    const large = full ? await thereAndBack(await largeFolder(log), log) : null;
    const killed = await killedMoves(kills, demo, log);
    return {
      passed: demo.same && (large?.same ?? true) && killed.wrong === 0 && killed.killed === kills,
      facts: {
        ...factsOf('demo store', demo),
        ...(large && factsOf('100,000 accounts', large)),
        'moves killed at random moments': killed.killed,
        'of them with nothing in the target afterwards': killed.nothing,
        'moves run again after which a log was not the same at both ends': killed.wrong,
      },
      ...(full ? {} : { notRun: ['100,000 accounts, and 18 of 20 kills.'] }),
    };
  },
};

interface Trip extends Moved {
  /** Milliseconds. */
  readonly took: number;
  /** MiB. */
  readonly memory: number;
}

async function thereAndBack(folder: string, log: Log) {
  const database = await newTeamDatabase(null);
  const away = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  const keysFile = join(away, 'keys');
  const back = join(away, 'data');
  try {
    const ends = ['--keys', keysFile, '--json'];
    const there = await trip(['--to', database.owner, ...ends, '--data-folder', folder]);
    const logThere = await exportOfTeam(database, keysFile);
    const sameThere = logThere === (await exportOfFolder(folder));
    log(`${there.rows} rows there in ${rounded(there.took / 1000)} s`);
    const home = await trip(['--from', database.owner, ...ends, '--data-folder', back]);
    const logBack = await exportOfFolder(back);
    const sameBack = logBack === (await exportOfTeam(database, keysFile));
    log(`${home.rows} rows back in ${rounded(home.took / 1000)} s`);
    // Beginning the second move is on record, and nothing else came in between.
    const grew = logBack.startsWith(logThere) && logBack.includes(there.auditHeadHash);
    return { there, home, same: sameThere && sameBack && grew };
  } finally {
    await database.drop();
    for (const it of [folder, away]) await rm(it, { recursive: true, force: true });
  }
}

async function trip(parameters: readonly string[]): Promise<Trip> {
  let memory = 0;
  const { code, stdout, stderr, took } = await moveAndKill(parameters, null, ({ pid }) => {
    memory = Math.max(memory, peakOf(pid));
  });
  if (code !== 0) throw new Error(`The move ended with ${code}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Moved), took, memory };
}

/** The most memory that a process has held, in MiB; 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function largeFolder(log: Log): Promise<string> {
  const folder = await localEmptyFolder();
  const { store, audit, close } = await openStoreOf(folder);
  await sql`pragma cache_size = -1000000`.execute(store);
  await fill(store, 100_000, log);
  const actor = { staffId: 1, role: 'supervisor' } as const;
  await store.transaction().execute(async (tx) => {
    for (let accountId = 1; accountId <= 20_000; accountId++)
      await audit.append(tx, { actor, action: 'account.opened', outcome: 'done', accountId });
  });
  await close();
  return folder;
}

/**
 * Kills moves in both directions at random moments of the time one takes, and runs them again. One
 * that ends before its moment is no kill, and has told how long one takes.
 */
async function killedMoves(count: number, trips: Trips, log: Log) {
  const found = { killed: 0, nothing: 0, wrong: 0 };
  const took = [trips.there.took, trips.home.took];
  for (let at = 0; found.killed < count && at < 4 * count; at++) {
    const folder = await localDemoFolder();
    const database = await newTeamDatabase(null);
    const away = await mkdtemp(join(tmpdir(), 'countersign-test-'));
    const keysFile = join(away, 'keys');
    const back = join(away, 'data');
    const ends = ['--keys', keysFile, '--json', '--data-folder'];
    const goThere = ['--to', database.owner, ...ends, folder];
    const goBack = ['--from', database.owner, ...ends, back];
    try {
      const way = at % 2;
      if (way === 1) await moveAndKill(goThere, null);
      const move = way === 0 ? goThere : goBack;
      const first = await moveAndKill(move, Math.random() * (took[way] ?? 0));
      const { code } = first;
      if (code === null) found.killed += 1;
      else took[way] = Math.min(took[way] ?? 0, first.took);
      const again = await moveAndKill(move, null);
      if (again.code === 0 && JSON.parse(again.stdout).how === 'copied') found.nothing += 1;
      const ended = again.code === 0 || again.stderr.includes('was moved to');
      const team = await exportOfTeam(database, keysFile);
      if (!ended || team !== (await exportOfFolder(way === 0 ? folder : back))) found.wrong += 1;
      log(
        `${at + 1} of ${count}: ${code === null ? 'killed' : 'ended first'}, ${found.wrong} wrong`,
      );
    } finally {
      await database.drop();
      for (const it of [folder, away]) await rm(it, { recursive: true, force: true });
    }
  }
  return found;
}

type Trips = Awaited<ReturnType<typeof thereAndBack>>;

function factsOf(name: string, { there, home, same }: Trips) {
  const figures = ({ took, rows, memory }: Trip) =>
    `${rounded(took / 1000)} s, ${Math.round((rows / took) * 1000)} rows a second, at most ${Math.round(memory)} MiB`;
  return {
    [`${name}: rows`]: home.rows,
    [`${name}: audit records`]: home.auditRecords,
    [`${name}: there`]: figures(there),
    [`${name}: back`]: figures(home),
    [`${name}: exports and heads the same`]: same ? 'yes' : 'no',
  };
}
