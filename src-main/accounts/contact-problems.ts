import {
  type ContactProblem,
  contactProblems,
  type GivenContactFields,
} from '#shared/rules/account-fields.ts';
import { fold } from '#shared/rules/folding.ts';
import { canBeDialled } from './phone-numbers.ts';

/**
 * What stands against the fields given of a contact, in an account's country and beside its other
 * contacts: two of one name could not be told apart when one of them calls.
 */
export function problemsOf(
  fields: GivenContactFields,
  country: string,
  others: readonly { readonly name: string }[],
): ContactProblem[] {
  const problems = [...contactProblems(fields)];
  const sound = (field: ContactProblem['field']) => !problems.some((one) => one.field === field);
  const { name, phone } = fields;
  if (phone && sound('phone') && !canBeDialled(phone, country))
    problems.push({ field: 'phone', problem: 'form' });
  if (name && sound('name') && others.some((other) => fold(other.name) === fold(name)))
    problems.push({ field: 'name', problem: 'taken' });
  return problems;
}
