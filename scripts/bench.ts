/** `npm run bench`: the benchmarks of test/bench, printed. `npm run bench -- look-up` runs one. */
import { loadBenches } from '#test/support/evidence/load-evidence.ts';
import { allHeld, type EvidenceRun, runEvidence } from './support/evidence-report.ts';

const chosen = process.argv.slice(2);
const benches = (await loadBenches()).filter(
  ({ id }) => chosen.length === 0 || chosen.includes(id),
);
if (benches.length === 0) {
  console.error('There is no such benchmark in test/bench.');
  process.exit(2);
}
const place = { commit: '', at: new Date().toISOString(), machine: '' };
const runs: EvidenceRun[] = [];
for (const bench of benches) runs.push(await runEvidence(bench, true, place));
process.exitCode = allHeld(runs) ? 0 : 1;
