/**
 * `npm run evidence`: the long runs and the benchmarks, written to docs/evidence.md. With names
 * (`npm run evidence -- races`) it runs those alone and writes nothing.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { loadBenches, loadEvidence } from '#test/support/evidence/load-evidence.ts';
import { allHeld, evidenceReport, runEvidence } from './support/evidence-report.ts';
import { projectFolder, runTool } from './support/run-tool.ts';

const chosen = process.argv.slice(2);
const all = [...(await loadEvidence()), ...(await loadBenches())];
const unknown = chosen.filter((name) => !all.some(({ id }) => id === name));
if (unknown.length > 0) {
  console.error(
    `No evidence named ${unknown.join(', ')}. There is: ${all.map(({ id }) => id).join(', ')}.`,
  );
  process.exit(2);
}

const runs = await runEvidence(
  chosen.length === 0 ? all : all.filter(({ id }) => chosen.includes(id)),
  true,
);
if (chosen.length === 0) {
  const place = { commit: await commit(), at: new Date().toISOString(), machine: machine() };
  await mkdir(join(projectFolder, 'docs'), { recursive: true });
  await writeFile(join(projectFolder, 'docs', 'evidence.md'), evidenceReport(runs, place));
  console.log('\nWritten to docs/evidence.md.');
}
process.exitCode = allHeld(runs) ? 0 : 1;

async function commit() {
  const head = await runTool(['git', 'rev-parse', 'HEAD'], { show: false });
  const changes = await runTool(['git', 'status', '--porcelain'], { show: false });
  const clean = changes.code === 0 && changes.output.trim() === '';
  return head.code === 0
    ? `${head.output.trim()}${clean ? '' : ', with changes not committed'}`
    : 'unknown';
}

function machine() {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const name = processor?.model.trim() ?? 'unknown processor';
  return `${cpus().length} x ${name}, ${memory} GiB, ${type()} ${process.arch}, Node ${process.versions.node}`;
}
