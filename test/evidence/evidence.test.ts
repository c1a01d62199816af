import { isOfTeams, loadEvidence } from '../support/evidence/load-evidence.ts';
import { testShortRuns } from '../support/evidence/short-runs.ts';

testShortRuns(
  'evidence',
  (await loadEvidence()).filter((program) => !isOfTeams(program)),
);
