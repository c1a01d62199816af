import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EvidenceOptions, EvidenceOutcome } from '../support/evidence/evidence.ts';
import { median, percentile, rounded, timed } from '../support/statistics.ts';
import { type QueryClass, queryClasses, queryOf } from './look-up-queries.ts';
import type { BenchStore, MakeBenchStore } from './look-up-store.ts';

export interface LookUpBench {
  readonly make: MakeBenchStore;
  /** What the slowest hundredth of every class of queries may take at a million accounts (ms). */
  readonly bound: number;
}

const boundAccounts = 1_000_000;
/** The alternatives take up to a second each. */
const comparedRounds = 5;
/** Enough for a hundredth of them to be more than one hiccup of the machine. */
const fullRounds = 500;
const shortRounds = 10;

interface ClassFigures {
  readonly name: string;
  readonly breadth: QueryClass['breadth'];
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Queries about an account that is there, and that found nothing. */
  readonly vain: number;
  /** How many times as long each alternative takes, by the medians over the same queries. */
  readonly times: Readonly<Record<string, number>>;
}

interface SizeFigures {
  readonly accounts: number;
  readonly classes: readonly ClassFigures[];
}

/** Looks up every kind of query in stores of an engine, and compares with what it has by itself. */
export function runLookUp(bench: LookUpBench, { full, log }: EvidenceOptions) {
  return full
    ? run(bench, { sizes: [1_000, 100_000, boundAccounts], rounds: fullRounds, log })
    : run(bench, { sizes: [1_000], rounds: shortRounds, log });
}

/** The same by hand: `--accounts 1000,100000 --out file.json`. */
export async function runLookUpByHand(bench: LookUpBench): Promise<void> {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '1000,100000,1000000' },
      out: { type: 'string' },
    },
  });
  const sizes = values.accounts.split(',').map(Number);
  const outcome = await run(bench, { sizes, rounds: fullRounds, log: console.log }, values.out);
  process.exitCode = outcome.passed ? 0 : 1;
}

interface Shape {
  /** How many accounts each store has. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  log(line: string): void;
}

async function run({ make, bound }: LookUpBench, { sizes, rounds, log }: Shape, out?: string) {
  const figures: SizeFigures[] = [];
  for (const accounts of sizes) {
    const store = await make(accounts, log);
    try {
      figures.push({ accounts, classes: await measure(store, accounts, rounds) });
    } finally {
      await store.close();
    }
    log(table(figures.at(-1)));
  }
  if (out) await writeFile(out, `${JSON.stringify({ bound, figures }, null, 2)}\n`);
  return outcomeOf(figures, bound);
}

async function measure(
  store: BenchStore,
  accounts: number,
  rounds: number,
): Promise<ClassFigures[]> {
  const asked = queryClasses.map((kind) => ({ kind, taken: [] as number[], vain: 0 }));
  for (const kind of queryClasses) await store.lookUp(queryOf(kind, 0, accounts));
  // Round by round through all classes, so that a slow moment of the machine hits them alike.
  for (let round = 1; round <= rounds; round++)
    for (const one of asked) {
      const query = queryOf(one.kind, round, accounts);
      let found = 0;
      one.taken.push(
        await timed(async () => {
          found = await store.lookUp(query);
        }),
      );
      if (one.kind.breadth === 'narrow' && found === 0) one.vain += 1;
    }
  const classes: ClassFigures[] = [];
  for (const { kind, taken, vain } of asked) {
    classes.push({
      name: kind.name,
      breadth: kind.breadth,
      vain,
      p50: rounded(median(taken)),
      p95: rounded(percentile(taken, 95)),
      p99: rounded(percentile(taken, 99)),
      times: await compare(store, kind, accounts),
    });
  }
  return classes;
}

async function compare({ lookUp, alternatives }: BenchStore, kind: QueryClass, accounts: number) {
  const ours: number[] = [];
  const others = Object.entries(alternatives).map(([name, ask]) => ({
    ...{ name, ask },
    taken: [] as number[],
  }));
  for (let round = 1; round <= comparedRounds; round++) {
    const query = queryOf(kind, round, accounts);
    ours.push(await timed(() => lookUp(query)));
    for (const { ask, taken } of others) taken.push(await timed(() => ask(query)));
  }
  return Object.fromEntries(
    others.map(({ name, taken }) => [name, rounded(median(taken) / median(ours))]),
  );
}

function outcomeOf(figures: readonly SizeFigures[], bound: number): EvidenceOutcome {
  const facts: Record<string, string> = {};
  for (const { accounts, classes } of figures)
    for (const breadth of ['narrow', 'broad'] as const) {
      const worst = classes
        .filter((figure) => figure.breadth === breadth)
        .reduce((one, other) => (other.p99 > one.p99 ? other : one));
      const { name, p50, p95, p99, times } = worst;
      const compared = Object.entries(times).map(([other, ratio]) => `${other} x${ratio}`);
      facts[`${accounts} accounts, slowest ${breadth} query (ms)`] =
        `${name}: p50 ${p50}, p95 ${p95}, p99 ${p99}; ${compared.join(', ')}`;
    }
  const vain = figures.flatMap(({ classes }) => classes).reduce((sum, one) => sum + one.vain, 0);
  facts['narrow queries that found nothing'] = String(vain);
  const bounded = figures.filter(({ accounts }) => accounts >= boundAccounts);
  return {
    passed: vain === 0 && bounded.every(({ classes }) => classes.every(({ p99 }) => p99 <= bound)),
    facts,
    ...(bounded.length === 0 ? { notRun: ['The bound is stated for a million accounts.'] } : {}),
  };
}

function table(figures: SizeFigures | undefined): string {
  const lines = (figures?.classes ?? []).map(({ name, p50, p95, p99, times }) =>
    [
      name.padEnd(32),
      ...[p50, p95, p99, ...Object.values(times)].map((value) => String(value).padStart(11)),
    ].join(''),
  );
  const others = Object.keys(figures?.classes[0]?.times ?? {}).map((name) => `${name} x`);
  const head = ['p50 ms', 'p95 ms', 'p99 ms', ...others];
  return [
    `${figures?.accounts} accounts`.padEnd(32) + head.map((title) => title.padStart(11)).join(''),
    ...lines,
  ].join('\n');
}
