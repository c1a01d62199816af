import { hashAt, headOf } from '../platform/database/log-end.ts';
import type { Store } from '../platform/database/schema.ts';
import type { Refusal } from '../platform/refusal.ts';
import { anothers, bothUsed, unfinishedCopy } from './move-refusals.ts';

/**
 * What to say of a store in the target's place whose log does not hold the source's end: a copy that
 * the source has left behind, one that was used as well, or another store.
 */
export async function howParted(held: Store, found: Store): Promise<Refusal> {
  const foundHead = await headOf(found);
  if ((await hashAt(held, foundHead.seq)) === foundHead.hash) return unfinishedCopy();
  return (await hashAt(held, 1)) === (await hashAt(found, 1)) ? bothUsed() : anothers();
}
