import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Evidence, EvidenceOutcome } from '../support/evidence/evidence.ts';
import { median, percentile, rounded, timed } from '../support/statistics.ts';
import { type QueryClass, queryClasses, queryOf } from './look-up-queries.ts';
import { type BenchStore, makeBenchStore } from './look-up-store.ts';

/** One 60 Hz frame, in milliseconds: what a look-up may take at a million accounts. */
const bound = 16;
const boundAccounts = 1_000_000;
const rounds = 200;
/** The alternatives take up to a second each. */
const comparedRounds = 5;

interface ClassFigures {
  readonly name: string;
  readonly breadth: QueryClass['breadth'];
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** How many times as long the alternatives take, by their medians over the same queries. */
  readonly like: number;
  readonly bm25: number;
}

interface SizeFigures {
  readonly accounts: number;
  readonly classes: readonly ClassFigures[];
}

export const evidence: Evidence = {
  id: 'look-up',
  title: 'Look-up against a LIKE scan and full-text bm25 (same store, same run)',
  run: ({ full, log }) => run(full ? [1_000, 100_000, boundAccounts] : [1_000], log),
};

async function run(sizes: readonly number[], log: (line: string) => void, out?: string) {
  const figures: SizeFigures[] = [];
  for (const accounts of sizes) {
    const store = await makeBenchStore(accounts, log);
    try {
      figures.push({ accounts, classes: await measure(store, accounts) });
    } finally {
      await store.close();
    }
    log(table(figures.at(-1)));
  }
  if (out) await writeFile(out, `${JSON.stringify({ bound, figures }, null, 2)}\n`);
  return outcomeOf(figures);
}

async function measure(store: BenchStore, accounts: number): Promise<ClassFigures[]> {
  const times = new Map(queryClasses.map((kind) => [kind, [] as number[]]));
  for (const kind of queryClasses) await store.lookUp(queryOf(kind, 0, accounts));
  // Round by round through all classes, so that a slow moment of the machine hits them alike.
  for (let round = 1; round <= rounds; round++)
    for (const [kind, taken] of times) {
      const query = queryOf(kind, round, accounts);
      taken.push(await timed(() => store.lookUp(query)));
    }
  const classes: ClassFigures[] = [];
  for (const [kind, taken] of times) {
    const compared = await compare(store, kind, accounts);
    classes.push({
      name: kind.name,
      breadth: kind.breadth,
      p50: rounded(median(taken)),
      p95: rounded(percentile(taken, 95)),
      p99: rounded(percentile(taken, 99)),
      ...compared,
    });
  }
  return classes;
}

async function compare(store: BenchStore, kind: QueryClass, accounts: number) {
  const taken = { ours: [] as number[], like: [] as number[], bm25: [] as number[] };
  for (let round = 1; round <= comparedRounds; round++) {
    const query = queryOf(kind, round, accounts);
    taken.ours.push(await timed(() => store.lookUp(query)));
    taken.like.push(await timed(() => store.like(query)));
    taken.bm25.push(await timed(() => store.bm25(query)));
  }
  const ours = median(taken.ours);
  return {
    like: rounded(median(taken.like) / ours),
    bm25: rounded(median(taken.bm25) / ours),
  };
}

function outcomeOf(figures: readonly SizeFigures[]): EvidenceOutcome {
  const facts: Record<string, string> = {};
  for (const { accounts, classes } of figures)
    for (const breadth of ['narrow', 'broad'] as const) {
      const worst = classes
        .filter((figure) => figure.breadth === breadth)
        .reduce((one, other) => (other.p99 > one.p99 ? other : one));
      const { name, p50, p95, p99, like, bm25 } = worst;
      facts[`${accounts} accounts, slowest ${breadth} query (ms)`] =
        `${name}: p50 ${p50}, p95 ${p95}, p99 ${p99}; LIKE x${like}, bm25 x${bm25}`;
    }
  const bounded = figures.filter(({ accounts }) => accounts >= boundAccounts);
  return {
    passed: bounded.every(({ classes }) => classes.every(({ p99 }) => p99 <= bound)),
    facts,
    ...(bounded.length === 0 ? { notRun: ['The bound is stated for a million accounts.'] } : {}),
  };
}

function table(figures: SizeFigures | undefined): string {
  const lines = (figures?.classes ?? []).map(({ name, p50, p95, p99, like, bm25 }) =>
    [
      name.padEnd(32),
      ...[p50, p95, p99, like, bm25].map((value) => String(value).padStart(9)),
    ].join(''),
  );
  const head = ['p50 ms', 'p95 ms', 'p99 ms', 'LIKE x', 'bm25 x'];
  return [
    `${figures?.accounts} accounts`.padEnd(32) + head.map((title) => title.padStart(9)).join(''),
    ...lines,
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '1000,100000,1000000' },
      out: { type: 'string' },
    },
  });
  const outcome = await run(values.accounts.split(',').map(Number), console.log, values.out);
  process.exitCode = outcome.passed ? 0 : 1;
}
