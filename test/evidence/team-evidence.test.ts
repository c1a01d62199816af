import { isOfTeams, loadEvidence } from '../support/evidence/load-evidence.ts';
import { testShortRuns } from '../support/evidence/short-runs.ts';

// A file of its own, so that it runs beside the others.
testShortRuns('evidence of teams', (await loadEvidence()).filter(isOfTeams));
