import type { Evidence } from '../support/evidence/evidence.ts';
import { type LookUpBench, runLookUp, runLookUpByHand } from './look-up-run.ts';
import { makeSqliteStore } from './look-up-sqlite.ts';

/** Within one 60 Hz frame. */
const bench: LookUpBench = { make: makeSqliteStore, bound: 16 };

export const evidence: Evidence = {
  id: 'look-up',
  title: 'Look-up against a LIKE scan and full-text bm25 (same store, same run)',
  run: (options) => runLookUp(bench, options),
};

if (import.meta.main) await runLookUpByHand(bench);
