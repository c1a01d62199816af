/** `npm run bench`: the benchmarks of test/bench, printed. `npm run bench -- lookup` runs one. */
import { loadBenches } from '#test/support/evidence/load-evidence.ts';
import { allHeld, runEvidence } from './support/evidence-report.ts';

const chosen = process.argv.slice(2);
const benches = (await loadBenches()).filter(
  ({ id }) => chosen.length === 0 || chosen.includes(id),
);
if (benches.length === 0) {
  console.error('There is no such benchmark in test/bench.');
  process.exit(2);
}
process.exitCode = allHeld(await runEvidence(benches, true)) ? 0 : 1;
