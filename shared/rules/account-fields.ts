import { holdsCardNumber } from './card-number.ts';
import { countries, needsRegion } from './countries.ts';
import { isEmail } from './email-address.ts';
import { hidesCharacters, mixesScripts } from './line-text.ts';
import { isPostalCode, needsPostalCode } from './postal-codes.ts';

/** The fields of an account as they are typed; empty is not given. */
export const accountFields = [
  'name',
  'company',
  'email',
  'phone',
  'country',
  'address1',
  'address2',
  'postalCode',
  'city',
  'region',
  'username',
  'clientId',
] as const;
export type AccountField = (typeof accountFields)[number];
export type AccountFields = Readonly<Record<AccountField, string>>;

/** What of an account can be edited: all but the Client ID, which is given once. */
export type EditField = Exclude<AccountField, 'clientId'>;
export type EditFields = Readonly<Record<EditField, string>>;
export const editFields: readonly EditField[] = accountFields.filter(
  (field) => field !== 'clientId',
);

export const fieldProblemKinds = [
  /** It is required, and empty. */
  'missing',
  /** It holds signs that nobody sees, or that turn the text around. */
  'hidden_characters',
  /** A word mixes letters of scripts that look alike. */
  'mixed_scripts',
  /** It does not have the form of such a thing. */
  'form',
  /** Another account has it. */
  'taken',
  /** It holds what looks like a payment card's number. */
  'card_number',
] as const;
export type FieldProblemKind = (typeof fieldProblemKinds)[number];

export interface FieldProblem {
  readonly field: AccountField;
  readonly problem: FieldProblemKind;
}

/** As long as any of them gets. An e-mail address: 254 (RFC 5321, 4.5.3.1.3). */
export const longestField = {
  name: 100,
  company: 120,
  email: 254,
  phone: 40,
  country: 2,
  address1: 120,
  address2: 120,
  postalCode: 16,
  city: 80,
  region: 80,
  username: 64,
  clientId: 20,
} as const satisfies Record<AccountField, number>;

/** One cannot be taken for a Client ID, for clients log in with either: it has a letter. */
const usernameForm = /^(?=.*[a-z])[a-z0-9][a-z0-9._@+-]{2,63}$/i;
const clientIdForm = /^[a-z0-9][a-z0-9-]{0,19}$/i;

const alwaysRequired: readonly AccountField[] = [
  'name',
  'email',
  'phone',
  'country',
  'address1',
  'city',
  'username',
];

/** Whether a field must be filled in for an account in that country (ISO 3166, two letters). */
export function isRequired(field: AccountField, country: string): boolean {
  if (field === 'region') return needsRegion(country);
  if (field === 'postalCode') return needsPostalCode(country);
  return alwaysRequired.includes(field);
}

const forms: Readonly<Partial<Record<AccountField, (text: string, country: string) => boolean>>> = {
  name: (text) => /\p{L}/u.test(text),
  company: (text) => /[\p{L}\p{N}]/u.test(text),
  email: isEmail,
  country: (text) => countries.includes(text),
  postalCode: isPostalCode,
  username: (text) => usernameForm.test(text),
  clientId: (text) => clientIdForm.test(text),
};

/** Numbers of their own kind: what looks like a card's there is a phone number or a Client ID. */
const numbers: readonly AccountField[] = ['phone', 'clientId'];

/**
 * What stands against an account's fields as far as the fields alone tell: at most one problem for
 * each, in the order of the form. Whether a phone number can be dialled, and what other accounts
 * have, only the main process knows. The form, the service and the import judge by this one rule.
 */
export function accountProblems(fields: AccountFields): readonly FieldProblem[] {
  return accountFields.flatMap((field) => {
    const { country } = fields;
    const problem = problemOf(field, fields[field].trim(), country, isRequired(field, country));
    return problem ? [{ field, problem }] : [];
  });
}

/** The fields of a contact as they are typed; empty is not given. */
export const contactFields = ['name', 'email', 'phone'] as const satisfies readonly AccountField[];
export type ContactField = (typeof contactFields)[number];
export type ContactFields = Readonly<Record<ContactField, string>>;
/** Those of them that are given. */
export type GivenContactFields = { readonly [Field in ContactField]?: string | undefined };

export interface ContactProblem {
  readonly field: ContactField;
  readonly problem: FieldProblemKind;
}

/** The same for those fields of a contact that are given; only the name is required. */
export function contactProblems(fields: GivenContactFields): readonly ContactProblem[] {
  return contactFields.flatMap((field) => {
    const typed = fields[field];
    if (typed === undefined) return [];
    const problem = problemOf(field, typed.trim(), '', field === 'name');
    return problem ? [{ field, problem }] : [];
  });
}

function problemOf(
  field: AccountField,
  text: string,
  country: string,
  required: boolean,
): FieldProblemKind | null {
  if (text === '') return required ? 'missing' : null;
  if (hidesCharacters(text)) return 'hidden_characters';
  if (mixesScripts(text)) return 'mixed_scripts';
  if (!numbers.includes(field) && holdsCardNumber(text)) return 'card_number';
  return (forms[field]?.(text, country) ?? true) ? null : 'form';
}
