import type { ContactView } from '#shared/contract/accounts.contract.ts';
import type { Permission } from '#shared/contract/fields.ts';
import {
  type ContactField,
  type ContactFields,
  contactFields,
  contactProblems,
  type FieldProblemKind,
} from '#shared/rules/account-fields.ts';

/** What may be changed of a contact. */
export interface ContactValues extends ContactFields {
  readonly permissions: readonly Permission[];
}
export type ContactValue = keyof ContactValues;

/** A contact as they stand, as far as whoever looks may see it. */
export function valuesOf({ name, email, phone, permissions }: ContactView): ContactValues {
  return { name, email: email ?? '', phone: phone ?? '', permissions };
}

/** What of that differs, in the form's order. */
export function differences(one: ContactValues, other: ContactValues): readonly ContactValue[] {
  const keys: readonly ContactValue[] = [...contactFields, 'permissions'];
  const text = (values: ContactValues, key: ContactValue) =>
    key === 'permissions' ? values.permissions.toSorted().join() : values[key].trim();
  return keys.filter((key) => text(one, key) !== text(other, key));
}

/** Only these of the values. */
export function pick(values: ContactValues, keys: readonly ContactValue[]): Partial<ContactValues> {
  return Object.fromEntries(keys.map((key) => [key, values[key]]));
}

/** What stands against the fields that were typed; what stays as it is is not judged. */
export function problemsIn(
  values: ContactValues,
  typed: readonly ContactValue[],
): Readonly<Partial<Record<ContactField, FieldProblemKind>>> {
  const fields = contactFields.filter((field) => typed.includes(field));
  const found = contactProblems(Object.fromEntries(fields.map((field) => [field, values[field]])));
  return Object.fromEntries(found.map(({ field, problem }) => [field, problem]));
}
