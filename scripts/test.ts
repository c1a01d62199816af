/**
 * Everything that is checked, in the order in which a mistake is cheapest to find. Goes on after a
 * failure, and ends with one line that adds all levels up.
 */
import { join } from 'node:path';
import { newRunFolder } from './support/run-folder.ts';
import { runTool } from './support/run-tool.ts';
import {
  addCounts,
  type Counts,
  countRun,
  countsLine,
  playwrightCounts,
  readReport,
  vitestCounts,
} from './support/test-counts.ts';

interface Level {
  readonly name: string;
  readonly counts: Counts;
  readonly note?: string;
}

const staticChecks = [
  ['types', 'check:types'],
  ['lint and format', 'check:lint'],
  ['layering', 'check:layers'],
  ['dead code', 'check:dead'],
  ['build', 'build'],
] as const;

const folder = await newRunFolder();
const temporary = {
  ...{ TMPDIR: folder, TMP: folder, TEMP: folder },
  // The tests start hundreds of programs, each from some hundred files of TypeScript.
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
};

const levels: Level[] = [];
for (const [name, script] of staticChecks) {
  levels.push(await check(name, script));
}
levels.push(
  await vitest('unit', 'unit'),
  await vitest('integration', 'integration'),
  await vitest('integration-postgres', 'integration, PostgreSQL'),
  await vitest('evidence', 'evidence, in short'),
  ...(await endToEnd()),
);
summarise(levels);

async function check(name: string, script: string): Promise<Level> {
  heading(name);
  const { code, output } = await runTool(['npm', 'run', '--silent', script], {
    show: false,
    env: temporary,
  });
  const failed = code !== 0;
  console.log(failed ? output : 'fine');
  return { name, counts: { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0 } };
}

async function vitest(project: string, name: string): Promise<Level> {
  heading(name);
  const file = join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runTool(['vitest', 'run', '--project', project, ...reporters], {
    show: true,
    env: temporary,
  });
  return { name, counts: countRun(vitestCounts(await readReport(file)), code) };
}

async function endToEnd(): Promise<Level[]> {
  heading('end to end');
  const file = join(folder, 'end-to-end.json');
  const { code } = await runTool(['playwright', 'test', '--reporter=line,json'], {
    show: true,
    env: { ...temporary, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const found = [...playwrightCounts(await readReport(file))].map(([project, counts]) => ({
    name: `end to end, ${project}`,
    counts,
    note: counts.doors.join(' and '),
  }));
  const whole = addCounts(found.map(({ counts }) => counts));
  const corrected = countRun(whole, code).failed - whole.failed;
  return corrected === 0
    ? found
    : [
        ...found,
        { name: 'end to end, the run', counts: { ...whole, passed: 0, failed: 1, skipped: 0 } },
      ];
}

function heading(name: string) {
  console.log(`\n── ${name}`);
}

function summarise(all: readonly Level[]) {
  heading('summary');
  const width = Math.max(...all.map(({ name }) => name.length));
  for (const { name, counts, note } of all) {
    console.log(`${name.padEnd(width)}  ${countsLine(counts)}${note ? `  (${note})` : ''}`);
  }
  const sum = addCounts(all.map(({ counts }) => counts));
  console.log(`\n${countsLine(sum)}`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
}
