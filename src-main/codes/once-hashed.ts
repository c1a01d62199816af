import type { Store } from '../platform/database/schema.ts';
import { type Holder, StillWaiting } from './codes.queries.ts';
import type { CodesService } from './codes.service.ts';

/**
 * Does work that keeps a holder's code among their past ones. Where that code came by an import and
 * waits to be hashed, the work is undone, the code hashed (the slow part, outside of transactions),
 * and the work done once more.
 */
export async function onceHashed<Outcome>(
  { store, codes }: { readonly store: Store; readonly codes: CodesService },
  holder: Holder,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StillWaiting)) throw error;
    await codes.hashWaiting(store, holder);
    return work();
  }
}
