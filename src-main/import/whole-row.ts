import { accountProblems } from '#shared/rules/account-fields.ts';
import { isPostalCode } from '#shared/rules/postal-codes.ts';
import { canBeDialled, toInternational } from '../accounts/phone-numbers.ts';
import type { ImportDefaults, ImportRow, RefusedRow, WholeRow } from './records.ts';
import { noFields } from './row-cells.ts';

/**
 * A row with what depends on the account's country (ISO 3166) judged: phone numbers, brought into
 * E.164, and the postal code. For accounts that are there already.
 */
export function rowInCountry(row: ImportRow, country: string): ImportRow | RefusedRow {
  const { phone, postalCode } = row.fields;
  if (phone !== undefined && !canBeDialled(phone, country))
    return { problem: 'form', column: 'phone' };
  if (postalCode !== undefined && !isPostalCode(postalCode, country))
    return { problem: 'form', column: 'postalCode' };
  const undialled = row.contacts.find(
    (contact) => contact.phone !== undefined && !canBeDialled(contact.phone, country),
  );
  if (undialled) return { problem: 'form', column: `contact${undialled.number}Phone` };
  return {
    ...row,
    fields:
      phone === undefined ? row.fields : { ...row.fields, phone: toInternational(phone, country) },
    contacts: row.contacts.map((contact) =>
      contact.phone === undefined
        ? contact
        : { ...contact, phone: toInternational(contact.phone, country) },
    ),
  };
}

/**
 * A row as a new account: with the country it falls back on, and where it has no username, its
 * e-mail address for one, as clients of most billing systems log in by it. Refuses what such an
 * account lacks, and all that the form on the screen would refuse; who has the names only the store
 * knows.
 */
export function wholeRow(row: ImportRow, defaults: ImportDefaults): WholeRow | RefusedRow {
  const country = row.fields.country ?? defaults.country;
  if (country === '') return { problem: 'missing', column: 'country' };
  const fitted = rowInCountry(row, country);
  if ('problem' in fitted) return fitted;
  const username = fitted.fields.username ?? fitted.fields.email?.toLowerCase() ?? '';
  const fields = { ...noFields, ...fitted.fields, country, username };
  const [first] = accountProblems(fields);
  return first ? { problem: first.problem, column: first.field } : { ...fitted, fields };
}
