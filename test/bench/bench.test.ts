import { loadBenches } from '../support/evidence/load-evidence.ts';
import { testShortRuns } from '../support/evidence/short-runs.ts';

// What they measure means nothing here, and is no part of what they hold in short.
testShortRuns('benchmarks', await loadBenches());
