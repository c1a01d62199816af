import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import { type Holder, StillWaiting } from './codes.queries.ts';
import type { StoredCodesService } from './stored-codes.service.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly stored: StoredCodesService;
}

/**
 * Does work that keeps a holder's code among their past ones. Where that code came by an import and
 * waits to be hashed, the work is undone, the code hashed (the slow part, outside of transactions),
 * and the work done once more.
 */
export async function onceHashed<Outcome>(
  { store, clock, stored }: Parts,
  holder: Holder,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StillWaiting)) throw error;
    await stored.hashWaiting(store, holder, clock.now());
    return work();
  }
}
