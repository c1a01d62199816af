import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { type LineProcess, startProgram } from '../support/processes.ts';
import {
  demoFolder,
  must,
  openBackend,
  operatorDesk,
  signIn,
  TestClock,
} from '../support/test-desk.ts';

const program = resolve('test/support/workers/attempts.ts');
const processes = 16;
const triesEach = 20;
const start = Date.now();
/** The throttle of SECURITY.md: three tries on a fresh contact, then one when each wait has ended. */
const rounds = [
  { time: start, evaluated: 3 },
  { time: start + 30_000, evaluated: 1 },
  { time: start + 90_000, evaluated: 1 },
] as const;

/** Processes at once on one contact check exactly as many codes as the throttle lets through. */
export const evidence: Evidence = {
  id: 'races',
  title: `Races: ${processes} processes x ${triesEach} tries at once on one contact`,
  async run({ full, log }) {
    const runs = full ? 10 : 1;
    let exact = 0;
    let tries = 0;
    for (let run = 1; run <= runs; run++) {
      const folder = await demoFolder();
      try {
        let good = true;
        for (const { time, evaluated } of rounds) {
          const counts = await race(folder, time);
          tries += counts.tries;
          good &&= counts.evaluated === evaluated && counts.tries === processes * triesEach;
          log(`run ${run}: ${counts.evaluated} checked of ${counts.tries}, ${evaluated} allowed`);
        }
        if (good && (await wholeChain(folder))) exact += 1;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    return {
      passed: exact === runs,
      facts: { runs, 'runs exact': exact, processes, 'tries in all': tries },
    };
  },
};

async function race(folder: string, time: number) {
  const token = await sessionToken(folder, time);
  const desks: LineProcess[] = [];
  try {
    for (let count = 0; count < processes; count++)
      desks.push(
        startProgram(program, [
          ...['--folder', folder, '--time', String(time), '--tries', String(triesEach)],
          ...['--token', token],
          ...['--client', demo.larsen.clientId, '--contact', demo.larsen.anna.name],
          ...['--code', 'certainly not the code'],
        ]),
      );
    for (const desk of desks) await desk.line();
    for (const desk of desks) desk.say('go');
    const counts = await Promise.all(desks.map(async (desk) => JSON.parse(await desk.line())));
    await Promise.all(desks.map((desk) => desk.ended()));
    const sum = (kind: string) => counts.reduce((all, one) => all + (one[kind] ?? 0), 0);
    const evaluated = sum('not_verified');
    return { evaluated, tries: evaluated + sum('wait') };
  } finally {
    for (const { child } of desks) child.kill('SIGKILL');
  }
}

/** One colleague's session, for all the processes: signing in at once would throttle itself. */
async function sessionToken(folder: string, time: number): Promise<string> {
  const clock = new TestClock();
  clock.time = time;
  const backend = await openBackend(folder, { clock });
  const { username, password } = demo.phoneAgent;
  const { caller } = await signIn(backend, username, password);
  await backend.close();
  return caller.token ?? '';
}

async function wholeChain(folder: string): Promise<boolean> {
  const backend = await openBackend(folder);
  try {
    return must(await operatorDesk(backend).audit.check({})).whole;
  } finally {
    await backend.close();
  }
}
