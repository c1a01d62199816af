import { accountFields } from '#shared/rules/account-fields.ts';
import type { Delimiter } from '#shared/rules/import-formats.ts';
import type { BillingSystem } from '#shared/rules/import-headings.ts';
import {
  type ContactPart,
  type ContactTarget,
  contactNumbers,
  contactParts,
  type TargetField,
} from '#shared/rules/import-mapping.ts';
import { newAccountStrings } from './new-account.ts';

const contactLabels: Record<ContactPart, string> = {
  Name: 'name',
  Email: 'e-mail',
  Phone: 'phone',
  Permissions: 'permissions',
  ViewingAccess: 'viewing access',
  Code: 'own code',
};

const ofContacts = contactNumbers.flatMap((number) =>
  contactParts.map((part) => [
    `contact${number}${part}` as ContactTarget,
    `Contact ${number}: ${contactLabels[part]}`,
  ]),
);

/** What a column can hold, in the order in which people look for it. */
export const targetLabels = {
  ...Object.fromEntries(
    (['clientId', 'username', ...accountFields] as const).map((field) => [
      field,
      newAccountStrings.labels[field],
    ]),
  ),
  firstName: 'Owner’s first name',
  lastName: 'Owner’s last name',
  status: 'Status',
  customerSince: 'Customer since',
  mainCode: 'Security code: main code',
  oldCode: 'Security code: old Phone/Chat Code',
  ...Object.fromEntries(ofContacts),
} as Readonly<Record<TargetField, string>>;

/** What a row changes, beside the fields of an account. */
const changeLabels: Readonly<Record<string, string>> = {
  contact: 'Authorized contacts',
  code: 'Security codes that were missing',
};

/** What a row changes, in words. */
export function changesInWords(changes: readonly string[]): string {
  return changes
    .map((name) => targetLabels[name as TargetField] ?? changeLabels[name] ?? name)
    .join(', ');
}

/** Saying what the columns of a file hold. */
export const columnStrings = {
  table: 'Columns of the file',
  heading: 'Column',
  samples: 'First rows',
  target: 'Holds',
  targetOf: (heading: string) => `What “${heading}” holds`,
  unnamed: (column: number) => `Column ${column + 1}`,
  named: (heading: string) => `Column “${heading}”`,
  unused: 'Not taken over',
  characters: (count: number) => (count === 1 ? '1 character' : `${count} characters`),
  noCells: 'empty',
  looks: 'How it is read',
  systems: {
    whmcs: 'WHMCS',
    blesta: 'Blesta',
    hostbill: 'HostBill',
    ubersmith: 'Ubersmith',
  } satisfies Record<BillingSystem, string>,
  system: (name: string) => `The columns look like an export of ${name}.`,
  remembered: 'The columns were confirmed before, for a file with the same headings.',
  check: 'Look through them all: what a column holds is yours to say, and codes are never shown.',
  format: 'Format',
  formats: { csv: 'CSV', jsonl: 'JSON Lines', xlsx: 'XLSX workbook' },
  encoding: 'Encoding',
  delimiter: 'Between the cells',
  delimiters: {
    ',': 'Comma',
    ';': 'Semicolon',
    '\t': 'Tab',
    '|': 'Bar',
  } satisfies Record<Delimiter, string>,
  sheet: 'Sheet',
  country: 'Country where the file names none',
  countryHelp: 'For new accounts. Leave it empty if every row names its own.',
  needsName: 'One column has to hold the Client ID, the username or the e-mail address.',
  back: 'Leave them as they were',
  read: 'Read the whole file',
  readHelp: 'Nothing is changed by it: you see what each row would do.',
  another: 'The columns could not be read that way.',
  asItLooks: 'As it looks',
  backToLooks: 'Read it as it looks',
} as const;
