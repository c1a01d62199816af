import type { Evidence } from '../support/evidence/evidence.ts';
import { type LookUpBench, runLookUp, runLookUpByHand } from './look-up-run.ts';
import { makeTeamStore } from './look-up-team.ts';

/** Issue 3: measured in the server's process, with every round trip to the database. */
const bench: LookUpBench = { make: makeTeamStore, bound: 25 };

export const evidence: Evidence = {
  id: 'look-up-postgres',
  title: 'Look-up on PostgreSQL against an ILIKE scan and full-text search (same store, same run)',
  run: (options) => runLookUp(bench, options),
};

if (import.meta.main) await runLookUpByHand(bench);
