import type { AccountField } from '#shared/rules/account-fields.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { fold } from '#shared/rules/folding.ts';
import {
  type ContactNumber,
  type ContactTarget,
  contactNumbers,
  type Mapping,
  type TargetField,
} from '#shared/rules/import-mapping.ts';
import { cellText, countryOf, dayOf, permissionsOf, statusOf, yesOrNo } from './cell-values.ts';
import type { ImportContact, ImportedCode, ImportRow, RefusedRow } from './records.ts';
import { CellRefused, checked, codeOf, known, type ReadCell, text } from './row-cells.ts';

/**
 * Brings a row's cells into the form in which accounts are kept, by the rules of the form on the
 * screen as far as they need no country and no store; what is empty is not given. Doing it again to
 * its own result changes nothing. Refuses, with the column: what begins like a formula in a text,
 * card numbers but in phone numbers and Client IDs, signs nobody sees, words of mixed scripts, what
 * is too long, and words that no status, permission, country or date has.
 */
export function normaliseRow(cells: readonly string[], mapping: Mapping): ImportRow | RefusedRow {
  const read: ReadCell = (target) => {
    const column = mapping[target];
    return column === undefined ? '' : cellText(cells[column] ?? '');
  };
  try {
    return rowOf(read, mapping);
  } catch (error) {
    if (error instanceof CellRefused) return error.refused;
    throw error;
  }
}

function rowOf(read: ReadCell, mapping: Mapping): ImportRow {
  const fields = fieldsOf(read, mapping);
  const status = known(read('status'), 'status', statusOf);
  const customerSince = known(read('customerSince'), 'customerSince', dayOf);
  const mainCode = mainCodeOf(read);
  const contacts = contactNumbers.flatMap((number) => contactOf(read, number));
  // Two people of one name could not be told apart when one of them calls.
  const names = new Set(fields.name === undefined ? [] : [fold(fields.name)]);
  for (const { number, name } of contacts) {
    if (names.has(fold(name))) throw new CellRefused('taken', `contact${number}Name`);
    names.add(fold(name));
  }
  return {
    fields,
    ...(status === undefined ? {} : { status }),
    ...(customerSince === undefined || customerSince === 'none' ? {} : { customerSince }),
    ...(mainCode === undefined ? {} : { mainCode }),
    contacts,
  };
}

function fieldsOf(read: ReadCell, mapping: Mapping): ImportRow['fields'] {
  const names = [text(read, 'firstName'), text(read, 'lastName')].filter(Boolean).join(' ');
  const given: Partial<Record<AccountField, string>> = {
    name: text(read, 'name') || names,
    company: text(read, 'company'),
    email: text(read, 'email'),
    phone: read('phone'),
    country: known(read('country'), 'country', countryOf, 'form') ?? '',
    address1: text(read, 'address1', onOneLine),
    address2: text(read, 'address2', onOneLine),
    postalCode: text(read, 'postalCode', (written) => cellText(written.toUpperCase())),
    city: text(read, 'city'),
    region: text(read, 'region'),
    username: read('username').toLowerCase(),
    clientId: read('clientId'),
  };
  // Some systems keep first and last names, and show the problem where the name comes from.
  const column = (field: AccountField): TargetField =>
    field === 'name' && mapping.name === undefined ? 'lastName' : field;
  return checked(given, column);
}

function contactOf(read: ReadCell, number: ContactNumber): readonly ImportContact[] {
  const target = <Part extends string>(part: Part) => `contact${number}${part}` as const;
  const name = text(read, target('Name'));
  const email = text(read, target('Email'));
  const phone = read(target('Phone'));
  const permissions = known(read(target('Permissions')), target('Permissions'), permissionsOf);
  const viewingAccess = known(read(target('ViewingAccess')), target('ViewingAccess'), yesOrNo);
  const code = codeOf(read, target('Code'), false);
  if (name === '') {
    const nobody = !email && !phone && !permissions && viewingAccess === undefined && !code;
    if (nobody) return [];
    throw new CellRefused('missing', target('Name'));
  }
  const parts: Readonly<Record<string, ContactTarget>> = {
    name: target('Name'),
    email: target('Email'),
    phone: target('Phone'),
  };
  const fields = checked({ name, email, phone }, (field) => parts[field] ?? target('Name'));
  const contact: ImportContact = {
    number,
    name,
    ...(fields.email === undefined ? {} : { email: fields.email }),
    ...(fields.phone === undefined ? {} : { phone: fields.phone }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(viewingAccess === undefined ? {} : { viewingAccess }),
    ...(code === undefined ? {} : { code }),
  };
  return [contact];
}

function mainCodeOf(read: ReadCell): ImportedCode | undefined {
  const main = codeOf(read, 'mainCode', false);
  const old = codeOf(read, 'oldCode', true);
  if (main && old && canonicalCode(main.typed) !== canonicalCode(old.typed))
    throw new CellRefused('contradiction', 'oldCode');
  return main ?? old;
}

const onOneLine = (written: string) => written.replace(/\s*[\r\n]+\s*/g, ', ');
