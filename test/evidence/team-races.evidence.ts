import { resolve } from 'node:path';
import { demo } from '../support/demo-people.ts';
import type { Evidence, EvidenceOptions } from '../support/evidence/evidence.ts';
import { countsBefore, inspectTries } from '../support/evidence/settled-once.ts';
import {
  newTeamFolder,
  removeTestFolder,
  teamDatabaseOf,
} from '../support/postgres/team-folder.ts';
import { type LineProcess, startProgram } from '../support/processes.ts';
import {
  makeServerFiles,
  type ServerFiles,
  ServerProcess,
} from '../support/team/server-process.ts';
import { demoFolder, openStoreOf } from '../support/test-desk.ts';
import type { RaceOrder } from '../support/workers/network-race.ts';

const racers = resolve('test/support/workers/network-race.ts');
const clientProcesses = 2;
const clientsEach = 32;
const clients = clientProcesses * clientsEach;
/**
 * The throttle of SECURITY.md, in one race: three tries on a fresh contact, then one when each wait
 * has just ended. `share` is each client's part of its tries, of four.
 */
const rounds = [
  { after: 0, evaluated: 3, share: 2 },
  { after: 30_000, evaluated: 1, share: 1 },
  { after: 90_000, evaluated: 1, share: 1 },
] as const;

const engines = [
  { name: 'PostgreSQL', newFolder: newTeamFolder },
  { name: 'SQLite', newFolder: demoFolder },
] as const;

/** Two servers on one store check exactly as many codes as one would. */
export const evidence: Evidence = {
  id: 'team-races',
  title: `Races at two servers of a team: ${clients} clients through the network door, on one contact`,
  async run({ full, log }) {
    const runs = full ? 10 : 1;
    const triesEach = full ? 100 : 4;
    const facts: Record<string, number> = { clients, 'tries of each client': triesEach };
    let passed = true;
    for (const { name, newFolder } of engines) {
      let exact = 0;
      let tries = 0;
      for (let run = 1; run <= runs; run++) {
        const folder = await newFolder();
        try {
          const result = await raceOn(folder, triesEach, (line) => log(`${name}, ${run}: ${line}`));
          if (result.exact) exact += 1;
          tries += result.tries;
        } finally {
          await removeTestFolder(folder);
        }
      }
      facts[`${name}: runs`] = runs;
      facts[`${name}: runs exact`] = exact;
      facts[`${name}: tries in all`] = tries;
      passed &&= exact === runs;
    }
    return { passed, facts };
  },
};

async function raceOn(folder: string, triesEach: number, log: EvidenceOptions['log']) {
  const before = await lookAt(folder, ({ store }) => countsBefore(store));
  const team = await teamDatabaseOf(folder);
  const files = await makeServerFiles(team?.keys ?? null);
  const time = Date.now();
  const order = {
    ...files,
    time,
    store: team
      ? ({ kind: 'team', database: team.server, keysFile: files.keysFile, poolSize: 6 } as const)
      : ({ kind: 'folder', folder } as const),
  };
  const servers = [new ServerProcess(order), new ServerProcess(order)];
  const desks: LineProcess[] = [];
  try {
    await Promise.all(servers.map((server) => server.start()));
    for (let process = 0; process < clientProcesses; process++) {
      const desk = startProgram(racers, [JSON.stringify(raceOrder(servers, files, process))]);
      desks.push(desk);
    }
    for (const desk of desks) await desk.line();
    let exact = true;
    let tries = 0;
    for (const { after, evaluated, share } of rounds) {
      for (const server of servers) await server.setTime(time + after);
      const each = (triesEach * share) / 4;
      for (const desk of desks) desk.say(String(each));
      const counts = await Promise.all(desks.map(async (desk) => JSON.parse(await desk.line())));
      const sum = (kind: string) => counts.reduce((all, one) => all + (one[kind] ?? 0), 0);
      const checked = sum('not_verified');
      const all = checked + sum('wait');
      log(`${checked} checked of ${all}, ${evaluated} allowed`);
      exact &&= checked === evaluated && all === each * clients;
      tries += all;
    }
    const found = await lookAt(folder, ({ store, audit }) => inspectTries(store, audit, before));
    const once = found.settledTwice === 0 && found.neverSettled === 0 && found.wrongCounts === 0;
    const asMany = found.attempts === rounds.reduce((all, { evaluated }) => all + evaluated, 0);
    if (!once || !asMany || !found.chainWhole) log(JSON.stringify(found));
    return { exact: exact && once && asMany && found.chainWhole, tries };
  } finally {
    for (const { child } of desks) child.kill('SIGKILL');
    for (const server of servers) await server.end('SIGKILL');
    await files.remove();
  }
}

/** Two colleagues at both servers: the count is the contact's, whoever tries and wherever. */
function raceOrder(
  servers: readonly ServerProcess[],
  { certificate }: ServerFiles,
  process: number,
): RaceOrder {
  const byPhone = process % 2 === 0;
  return {
    ...(byPhone ? demo.phoneAgent : demo.chatAgent),
    addresses: servers.map(({ address }) => address),
    certificate,
    channel: byPhone ? 'phone' : 'chat',
    clients: clientsEach,
    clientId: demo.larsen.clientId,
    contact: demo.larsen.anna.name,
    code: 'certainly not the code',
  };
}

async function lookAt<Value>(
  folder: string,
  look: (opened: Awaited<ReturnType<typeof openStoreOf>>) => Promise<Value>,
): Promise<Value> {
  const opened = await openStoreOf(folder);
  try {
    return await look(opened);
  } finally {
    await opened.close();
  }
}
