/**
 * `npm run evidence`: the long runs and the benchmarks, written to docs/evidence.md. With names
 * (`npm run evidence -- races`) it runs those alone and renews their parts of it.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { loadBenches, loadEvidence } from '#test/support/evidence/load-evidence.ts';
import {
  allHeld,
  type EvidenceRun,
  evidenceReport,
  mergeRuns,
  runEvidence,
} from './support/evidence-report.ts';
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

const place = { commit: await commit(), at: new Date().toISOString(), machine: machine() };
const runs: EvidenceRun[] = [];
for (const evidence of all.filter(({ id }) => chosen.length === 0 || chosen.includes(id))) {
  const run = await runEvidence(evidence, true, place);
  runs.push(run);
  // Each at once: all of them together take hours, and may be broken off.
  await keep(run);
}
console.log('\nWritten to docs/evidence.md.');
process.exitCode = allHeld(runs) ? 0 : 1;

/** Puts a run into docs/evidence.json, in place of an earlier one, and writes the report anew. */
async function keep(newer: EvidenceRun) {
  const docs = join(projectFolder, 'docs');
  const kept = join(docs, 'evidence.json');
  await mkdir(docs, { recursive: true });
  const earlier: readonly EvidenceRun[] = existsSync(kept)
    ? JSON.parse(await readFile(kept, 'utf8'))
    : [];
  const merged = mergeRuns(earlier, newer, all);
  await writeFile(kept, `${JSON.stringify(merged, null, 2)}\n`);
  await writeFile(join(docs, 'evidence.md'), evidenceReport(merged, all));
}

async function commit() {
  const head = await runTool(['git', 'rev-parse', 'HEAD'], { show: false });
  const changes = await runTool(
    ['git', 'status', '--porcelain', '--', '.', ':!docs/evidence.json', ':!docs/evidence.md'],
    { show: false },
  );
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
