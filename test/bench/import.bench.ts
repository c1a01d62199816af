import { resolve } from 'node:path';
import type { Evidence } from '../support/evidence/evidence.ts';
import { startProgram } from '../support/processes.ts';
import { rounded } from '../support/statistics.ts';

const program = resolve('test/support/workers/import-bench.ts');

/** What a process that imported a file measured: milliseconds, and MiB. */
interface Measured {
  readonly parsed: number;
  readonly done: number;
  readonly parse: number;
  readonly receive: number;
  readonly read: number;
  readonly apply: number;
  readonly readPeak: number;
  readonly applyPeak: number;
}

/**
 * Memory is flat when ten times the rows take at most this much more of it. That is judged between the
 * two largest sizes: SQLite's page caches, of a fixed size, are not full yet with the smallest.
 */
const mostGrowth = 1.5;

/** Rows a second and memory by the size of a file, against parsing the same file alone. */
export const evidence: Evidence = {
  id: 'import',
  title: 'Import against parsing the same CSV file alone (same process, one after the other)',
  async run({ full, log }) {
    const sizes = full ? [10_000, 100_000, 1_000_000] : [500, 2_000];
    const facts: Record<string, number> = {};
    const peaks: number[] = [];
    let whole = true;
    for (const rows of sizes) {
      const measured = await importOf(rows);
      whole &&= measured.parsed === rows && measured.done === rows;
      peaks.push(Math.max(measured.readPeak, measured.applyPeak));
      Object.assign(facts, factsOf(rows, measured));
      log(`${rows} rows: ${JSON.stringify(measured)}`);
    }
    const [last = 0, before = 0] = peaks.toReversed();
    const growth = last / before;
    facts['memory, growth to the largest size from the one before (times)'] = rounded(growth);
    return { passed: whole && (!full || growth <= mostGrowth), facts };
  },
};

async function importOf(rows: number): Promise<Measured> {
  const process = startProgram(program, ['--rows', String(rows)]);
  const line = await process.line();
  await process.ended();
  return JSON.parse(line) as Measured;
}

function factsOf(rows: number, measured: Measured): Record<string, number> {
  const { parse, receive, read, apply } = measured;
  const perSecond = (ms: number) => Math.round((rows * 1_000) / ms);
  const at = (name: string) => `${rows} rows: ${name}`;
  return {
    [at('parsed alone (rows/s)')]: perSecond(parse),
    [at('received in pieces (rows/s)')]: perSecond(receive),
    [at('read and judged (rows/s)')]: perSecond(read),
    [at('applied (rows/s)')]: perSecond(apply),
    [at('read and applied over parsed alone (times)')]: rounded((read + apply) / parse),
    [at('most memory while read (MiB)')]: Math.round(measured.readPeak),
    [at('most memory while applied (MiB)')]: Math.round(measured.applyPeak),
  };
}
