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
