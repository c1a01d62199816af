import type { AccountField, FieldProblemKind } from '#shared/rules/account-fields.ts';

/** Making an account for a caller. */
export const newAccountStrings = {
  open: 'New account',
  key: 'New account',
  bar: 'new account',
  title: 'New account',
  required: 'Fields with an asterisk are required',
  note: 'The client chooses password and security code themselves: never ask for one here.',
  submit: 'Create account',
  labels: {
    name: 'Owner’s name',
    company: 'Company',
    email: 'E-mail',
    phone: 'Phone',
    country: 'Country',
    address1: 'Street and number',
    address2: 'Second line of the address',
    postalCode: 'Postal code',
    city: 'Town or city',
    region: 'State, province or region',
    username: 'Username',
    clientId: 'Client ID',
  } as const satisfies Record<AccountField, string>,
  help: {
    phone: 'They are called back on it.',
    username: 'They log in with it: three characters or more, at least one a letter.',
    clientId: 'Given automatically when left empty.',
  } as const satisfies Partial<Record<AccountField, string>>,
  readAs: (phone: string) => `Read as ${phone}`,
  countryPlaceholder: 'Type part of its name',
  countries: 'Countries',
  noCountry: 'No country is called that.',
  problem: (field: AccountField, problem: FieldProblemKind): string =>
    problem === 'form' ? (forms[field] ?? fieldProblems.form) : fieldProblems[problem],
  doneTitle: (name: string) => `The account of ${name} is made`,
  done: 'That mail says the same. Tell the client, or copy it into the chat:',
  instructions: {
    text: 'Sign-in instructions',
    copy: 'Copy the instructions',
    copied: 'Copied. Paste them where the client reads them.',
    copyFailed: 'They could not be copied. Select the text and copy it by hand.',
  },
  show: 'Open the account',
} as const;

/** What may stand against what was typed in a field of an account or of a contact. */
export const fieldProblems: Readonly<Record<FieldProblemKind, string>> = {
  missing: 'This is required.',
  hidden_characters: 'It holds signs that can’t be seen. Type it instead of pasting it.',
  mixed_scripts: 'A word mixes letters of two alphabets that look alike. Type it again in one.',
  form: 'That is not one. Check it with the caller.',
  taken: 'Another account has it already.',
  card_number: 'That looks like a payment card’s number, which is never kept here.',
};

/** The same for what is not written as it must be. */
export const fieldForms = {
  email: 'That is no e-mail address. Ask the caller to spell it.',
  phone: 'That number can’t be dialled in this country. Begin with + for another country’s.',
} as const;

const forms: Readonly<Partial<Record<AccountField, string>>> = {
  ...fieldForms,
  country: 'Choose a country from the list.',
  postalCode: 'Postal codes of this country look different.',
  username: 'Three or more of a-z, 0-9 and . _ - @ +, with at least one letter.',
  clientId: 'Letters, digits and dashes, beginning with a letter or digit.',
};

/** What the client is told, to be sent to them; it holds nothing that lets anybody in. */
export function signInInstructions(client: {
  readonly name: string;
  readonly username: string;
  readonly clientId: string;
}): string {
  const { name, username, clientId } = client;
  return [
    `Hello ${name},`,
    '',
    'your account with us is ready.',
    '',
    `Username: ${username}`,
    `Client ID: ${clientId}`,
    '',
    'Before you sign in for the first time, choose a password:',
    '1. A code comes to the e-mail address you gave us. It works once, for 24 hours.',
    '2. Open our client Portal and choose "Reset Password".',
    '3. Enter the code.',
    '4. Choose a password of 12 characters or more that is not your username. A phrase is easy to remember.',
    '',
    'Then log in with your username or your Client ID. We will never ask you for your password.',
    '',
    'In the Portal, please create a security code as well: we ask for it each time you call or chat with us.',
  ].join('\n');
}
