import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import { Refusal } from '../platform/refusal.ts';

/** As `countersign audit verify` says it; the first few. */
const problemsNamed = 5;

export function notWhole(what: string, { problems }: AuditCheck): Refusal {
  const named = problems
    .slice(0, problemsNamed)
    .map(({ seq, problem, message }) => `${seq} ${problem}: ${message}`);
  const rest = problems.length - named.length;
  const more = rest > 0 ? ` And ${rest} more.` : '';
  return new Refusal(
    'store_damaged',
    `Nothing was moved: the audit log of ${what} is not whole. ${named.join(' ')}${more} Keep the store as it is, and compare it with its newest backup.`,
  );
}

export function anothers(): Refusal {
  return new Refusal(
    'conflict',
    'The place to move to holds another store. Nothing was changed: name an empty one.',
  );
}

/** Of a move that was broken off between its two commits, when the old place was used again. */
export function unfinishedCopy(): Refusal {
  return new Refusal(
    'conflict',
    'The place to move to holds a copy of this store as it was before: a move was broken off at its very end, and this store has been used since. Nothing was changed. Nothing was done in the copy that this store does not have: remove the copy (drop that database and make it anew, or name an empty folder), and move again.',
  );
}

/** The same when the new place was used as well. */
export function bothUsed(): Refusal {
  return new Refusal(
    'conflict',
    'The place to move to holds a copy of this store, and both have been used since a move was broken off at its very end. Nothing was changed. They can’t be put together: export both logs, decide which of the two to go on with, do again by hand there what was done in the other, and keep that one to be read.',
  );
}

export function movedFromThere(): Refusal {
  return new Refusal(
    'conflict',
    'The place to move to holds a store that was itself moved away. Nothing was changed: name an empty one.',
  );
}

export function differing(tables: readonly string[]): Refusal {
  return new Refusal(
    'conflict',
    `The place to move to holds this store, but not as it is here: they differ in ${tables.join(', ')}. Nothing was changed. Find out which of the two was changed, and how.`,
  );
}
