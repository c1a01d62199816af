import {
  type AccountFields,
  accountProblems,
  type FieldProblem,
} from '#shared/rules/account-fields.ts';
import type { Store } from '../platform/database/schema.ts';
import { compact } from './account-words.ts';
import { namesTaken } from './new-account.queries.ts';
import { canBeDialled, toInternational } from './phone-numbers.ts';

/**
 * What stands against the fields by themselves, by phone numbers, and by what other accounts have.
 *
 * @param own the names that the account has already: nobody takes them from it
 */
export async function problemsOf(
  store: Store,
  typed: AccountFields,
  own: readonly string[] = [],
): Promise<FieldProblem[]> {
  const problems = [...accountProblems(typed)];
  const sound = (field: FieldProblem['field']) => !problems.some((one) => one.field === field);
  if (sound('phone') && sound('country') && !canBeDialled(typed.phone, typed.country))
    problems.push({ field: 'phone', problem: 'form' });
  const kept = new Set(own.map(compact));
  const named = (['username', 'clientId'] as const).filter(
    (field) => typed[field] && sound(field) && !kept.has(compact(typed[field])),
  );
  const taken = await namesTaken(
    store,
    named.map((field) => compact(typed[field])),
  );
  for (const field of named)
    if (taken.has(compact(typed[field]))) problems.push({ field, problem: 'taken' });
  return problems;
}

/** The fields as they are kept, whatever way they were written. */
export function asKept<Fields extends Omit<AccountFields, 'clientId'>>(typed: Fields): Fields {
  const { phone, country, postalCode, username } = typed;
  return {
    ...typed,
    phone: phone && toInternational(phone, country),
    postalCode: postalCode.toUpperCase(),
    username: username.toLowerCase(),
  };
}
