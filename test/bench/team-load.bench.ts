import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import argon2 from 'argon2';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { buildDesk } from '../../scripts/support/build-desk.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { bareLookUps } from '../support/load/bare-look-ups.ts';
import { type LoadDesk, startLoadedTeam } from '../support/load/loaded-team.ts';
import { median, percentile, rounded, timed } from '../support/statistics.ts';
import { must } from '../support/test-desk.ts';
import { testHashCost } from '../support/test-hash-cost.ts';

const limit = 30;
const atOnce = 8;
const lookUpEveryMs = 5_000;
const verifyEveryMs = 60_000;
const pulseEveryMs = 30_000;
/** Of what the cores can hash: beyond it a queue only grows. */
const mostOfTheCores = 0.7;
const mebibyte = 2 ** 20;

const queries = [
  ...[demo.larsen.clientId, 'larsen', 'lar', 'an', 'hosting', 'larsen data', 'anna lars'],
  ...['gmail', 'data as', 'mail server', 'berg ida', 'dk', 'com', 'larsendata', '+47'],
];
const queryAt = (number: number) => queries[number % queries.length] ?? '';

/** What one team's server does on this machine, against the same work bare. */
export const evidence: Evidence = {
  id: 'team-load',
  title: 'Load on a team’s server: ratios to bare work, connected desks, and their memory',
  async run({ full, log }) {
    await buildDesk();
    const shape = full
      ? { desks: 200, burstMs: 15_000, workMs: 180_000, cost: 'full' as const }
      : { desks: 6, burstMs: 600, workMs: 1500, cost: 'test' as const };
    const team = await startLoadedTeam(shape.desks, shape.cost);
    const desks = Array.from({ length: shape.desks }, (_, place) => team.desk(place));
    try {
      for (const some of inGroups(desks)) await Promise.all(some.map((desk) => desk.signIn()));
      log(`${desks.length} desks have signed in`);
      const lookUps = await compareLookUps(team.database.server, desks, shape.burstMs);
      log(`look-ups: ${JSON.stringify(lookUps)}`);
      const checks = await compareVerifications(desks, shape);
      log(`verifications: ${JSON.stringify(checks)}`);
      const wanted = (desks.length * 1000) / verifyEveryMs;
      const share = Math.min(1, (checks.stack * mostOfTheCores) / wanted);
      const without = await settledMemory(team);
      await Promise.all(desks.map((desk) => desk.watch()));
      const withThem = await settledMemory(team);
      log(`${desks.length} desks listen`);
      const work = await workADay(desks, shape.workMs, full ? verifyEveryMs / share : 400);
      const after = await team.memory();
      const { errors, ...taken } = work;
      return {
        passed: errors === 0 && taken.lookUps.length > 0 && taken.checks.length > 0,
        facts: {
          'look-ups a second, through the whole stack': rounded(lookUps.stack, 0),
          [`the same SQL on bare clients (${rounded(lookUps.statements, 1)} statements each)`]:
            rounded(lookUps.bare, 0),
          'look-ups, ratio': rounded(lookUps.stack / lookUps.bare),
          'verifications a second, through the whole stack': rounded(checks.stack),
          'bare argon2 on the same cores, a second': rounded(checks.bare),
          'verifications, ratio': rounded(checks.stack / checks.bare),
          'connected desks': desks.length,
          'share of a verification a minute each (%)': full ? rounded(share * 100, 0) : 'none',
          'look-ups, p50, p95, p99 (ms)': spread(taken.lookUps),
          'verifications, p50, p95, p99 (ms)': spread(taken.checks),
          'look-ups and verifications': `${taken.lookUps.length} and ${taken.checks.length}`,
          'calls that failed': errors,
          'server’s memory without listening desks, with them, after the work (MiB)': [
            ...[without, withThem, after].map((bytes) => rounded(bytes / mebibyte, 0)),
          ].join(', '),
          'memory for each connected desk (KiB)': rounded(
            (withThem - without) / desks.length / 1024,
            0,
          ),
        },
        ...(full ? {} : { notRun: ['Figures mean something in the full run alone.'] }),
      };
    } finally {
      await Promise.all(desks.map((desk) => desk.close()));
      await team.close();
    }
  },
};

async function compareLookUps(address: string, desks: readonly LoadDesk[], forMs: number) {
  const clients = Math.min(atOnce, desks.length);
  const bare = await bareLookUps(address, queries, limit, clients);
  try {
    const through = (place: number, number: number) =>
      desks[place]?.desk.accounts.search({ query: queryAt(number), limit }).then(must);
    // In turn, so that a slow moment of the machine hits both.
    const rates = { stack: [] as number[], bare: [] as number[] };
    for (let turn = 0; turn < 3; turn++) {
      rates.stack.push(await rateOf(clients, forMs / 3, through));
      rates.bare.push(await rateOf(clients, forMs / 3, bare.lookUp));
    }
    return {
      ...{ stack: median(rates.stack), bare: median(rates.bare) },
      statements: bare.statements,
    };
  } finally {
    await bare.close();
  }
}

async function compareVerifications(
  desks: readonly LoadDesk[],
  { burstMs, cost }: { readonly burstMs: number; readonly cost: 'full' | 'test' },
) {
  const clients = Math.min(atOnce, desks.length);
  const { memory, passes, lanes } = cost === 'full' ? fullHashCost : testHashCost;
  const hash = () =>
    argon2.hash(randomBytes(32), {
      ...{ type: argon2.argon2id, raw: true, salt: randomBytes(16), hashLength: 32 },
      ...{ memoryCost: memory, timeCost: passes, parallelism: lanes },
    });
  const bare = await rateOf(availableParallelism(), burstMs, hash);
  const stack = await rateOf(clients, burstMs, (place) => desks[place]?.verify());
  return { bare, stack };
}

/** How often a second a step is done by so many at once. */
async function rateOf(
  clients: number,
  forMs: number,
  step: (client: number, number: number) => Promise<unknown> | undefined,
): Promise<number> {
  const from = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let number = client; performance.now() - from < forMs; number += clients) {
        await step(client, number);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - from);
}

/** Every desk at work: look-ups, verifications, and the screen's own pulse. */
async function workADay(desks: readonly LoadDesk[], forMs: number, verifyMs: number) {
  const end = performance.now() + forMs;
  const work = { lookUps: [] as number[], checks: [] as number[], errors: 0 };
  const often = async (everyMs: number, step: () => Promise<unknown>) => {
    // Desks do not begin together.
    await pause(Math.min(Math.random() * everyMs, forMs / 2));
    while (performance.now() < end) {
      const next = performance.now() + everyMs;
      await step().catch(() => {
        work.errors += 1;
      });
      await pause(Math.max(0, Math.min(next, end) - performance.now()));
    }
  };
  await Promise.all(
    desks.flatMap((desk, place) => {
      let number = place;
      return [
        often(Math.min(lookUpEveryMs, forMs / 4), async () => {
          const query = queryAt(number++);
          work.lookUps.push(
            await timed(() => desk.desk.accounts.search({ query, limit }).then(must)),
          );
        }),
        often(verifyMs, async () => {
          work.checks.push(await desk.verify());
        }),
        often(pulseEveryMs, async () => must(await desk.desk.session.pulse({}))),
      ];
    }),
  );
  return work;
}

/** The least of a few looks, in bytes: what was only just used is not counted. */
async function settledMemory({ memory }: { memory(): Promise<number> }): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 5; look++) {
    looks.push(await memory());
    await pause(200);
  }
  return Math.min(...looks);
}

function* inGroups<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += 4) yield items.slice(at, at + 4);
}

const spread = (taken: readonly number[]) =>
  [50, 95, 99].map((percent) => rounded(percentile(taken, percent), 1)).join(', ');
