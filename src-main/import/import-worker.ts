import { setTimeout } from 'node:timers/promises';
import type { Worker } from '../platform/background/workers.ts';
import type { Store } from '../platform/database/schema.ts';
import type { Applying } from './applying.ts';
import { BatchSize } from './batch-size.ts';
import { Lost } from './broken-off.ts';
import type { DryRun } from './dry-run.ts';
import { type RunRow, runAtWork } from './import.queries.ts';
import { deleteSome, findLeftover } from './leftovers.queries.ts';
import type { Undoing } from './undoing.ts';

interface Parts {
  readonly store: Store;
  readonly dryRun: DryRun;
  readonly applying: Applying;
  readonly undoing: Undoing;
  /** How long a step goes on, in milliseconds: far less than a lease holds. */
  readonly stepMs?: number | undefined;
}

const usualStepMs = 1_000;
/** So long the store is left to others between two batches, in milliseconds. */
const gapMs = 10;

/**
 * What an import does by itself: it is read, applied or taken back in short transactions, and what is
 * left of it is deleted. Each batch begins with what the store says, so that it goes on wherever the
 * last one ended, in whichever process.
 */
export function importWork(parts: Parts): Worker {
  const { store, dryRun, applying, undoing, stepMs = usualStepMs } = parts;
  const [reading, writing, takingBack] = [new BatchSize(), new BatchSize(), new BatchSize()];

  async function batch(run: RunRow): Promise<void> {
    if (run.state === 'reading') {
      reading.took(await dryRun.batch(run, reading.rows));
    } else if (run.state === 'applying') {
      writing.took(await applying.batch(run, writing.rows));
    } else {
      takingBack.took(await undoing.batch(run, takingBack.rows));
    }
  }

  /** False when there is nothing more to do. */
  async function work(): Promise<boolean> {
    const run = await runAtWork(store);
    if (run) {
      await batch(run);
      return true;
    }
    const leftover = await findLeftover(store);
    if (leftover) await store.transaction().execute((tx) => deleteSome(tx, leftover));
    return leftover !== undefined;
  }

  return {
    name: 'import',
    due: async () =>
      (await runAtWork(store)) !== undefined || (await findLeftover(store)) !== undefined,
    async step() {
      const until = performance.now() + stepMs;
      try {
        while ((await work()) && performance.now() < until) await setTimeout(gapMs);
      } catch (error) {
        // Somebody cancelled it, or another process went on: the next step sees what there is.
        if (!(error instanceof Lost)) throw error;
      }
    },
  };
}
