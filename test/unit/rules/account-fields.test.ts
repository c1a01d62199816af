import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AccountField,
  type AccountFields,
  accountFields,
  accountProblems,
} from '#shared/rules/account-fields.ts';

const sound: AccountFields = {
  name: 'Nora Vik',
  company: '',
  email: 'nora@vik.example',
  phone: '+47 22 41 50 60',
  country: 'NO',
  address1: 'Storgata 1',
  address2: '',
  postalCode: '0155',
  city: 'Oslo',
  region: '',
  username: 'noravik',
  clientId: '',
};
const problemOf = (field: AccountField, value: string, others: Partial<AccountFields> = {}) =>
  accountProblems({ ...sound, ...others, [field]: value }).find((one) => one.field === field)
    ?.problem ?? null;

test('nothing stands against a sound account', () => {
  expect(accountProblems(sound)).toEqual([]);
});

test('nothing given at all: only what everybody has is missing', () => {
  const none = Object.fromEntries(accountFields.map((field) => [field, ' '])) as AccountFields;
  expect(accountProblems(none)).toEqual(
    ['name', 'email', 'phone', 'country', 'address1', 'city', 'username'].map((field) => ({
      field,
      problem: 'missing',
    })),
  );
});

describe('names', () => {
  test.each([
    'Siobhán Ní Bhriain',
    'Дмитро Шевченко',
    '山田 太郎',
    'محمد علی',
    // A joiner that Persian writes within a word.
    'علی\u200cرضا',
    'ක්\u200dරිශාන්ත',
    'Νίκος Παπαδόπουλος',
    // Two scripts beside each other, as on a bilingual sign.
    'Олена Smith',
    "O'Brien-Müller",
  ])('%s is one', (name) => expect(problemOf('name', name)).toBeNull());

  test.each([
    ['12345', 'form'],
    ['Nora\u202eVik', 'hidden_characters'],
    ['Nora\u2066Vik', 'hidden_characters'],
    ['No\u200bra Vik', 'hidden_characters'],
    // A joiner has no use between Latin letters.
    ['No\u200dra Vik', 'hidden_characters'],
    ['Nora\u00adVik', 'hidden_characters'],
    ['Nora\u2028Vik', 'hidden_characters'],
    ['\ue000', 'hidden_characters'],
    // Cyrillic letters in a Latin word.
    ['P\u0430yp\u0430l', 'mixed_scripts'],
    ['N\u03bfra Vik', 'mixed_scripts'],
    ['4111 1111 1111 1111 Visa', 'card_number'],
  ])('%j is refused: %s', (name, problem) => expect(problemOf('name', name)).toBe(problem));
});

describe('e-mail addresses', () => {
  test.each([
    'a@b.no',
    'first.last+tag@sub.example.co.uk',
    "o'neil@example.com",
    'jürgen@müller.example',
    '用户@例え.テスト',
    `${'a'.repeat(64)}@example.com`,
  ])('%s is one', (email) => expect(problemOf('email', email)).toBeNull());

  test.each([
    'a',
    'a@b',
    '@example.com',
    'a@',
    'a@b@example.com',
    'a b@example.com',
    '.a@example.com',
    'a..b@example.com',
    'a@-b.com',
    'a@b-.com',
    'a@b..com',
    'a@192.168.0.1',
    'a@example.com.',
    '"a"@example.com',
    'a@example.com,b@example.com',
    '<a@example.com>',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('%s is none', (email) => expect(problemOf('email', email)).toBe('form'));

  test('a look-alike of a domain is refused', () => {
    expect(problemOf('email', 'a@ex\u0430mple.com')).toBe('mixed_scripts');
  });
});

describe('addresses by country', () => {
  test.each([
    ['NO', '0155'],
    ['US', '90210'],
    ['US', '90210-1234'],
    ['CA', 'k1a 0b1'],
    ['GB', 'SW1A 1AA'],
    ['GB', 'M1 1AE'],
    ['NL', '1012 AB'],
    ['PL', '00-950'],
    ['BR', '01310-100'],
    ['JP', '100-0001'],
    ['IE', 'D02 AF30'],
    ['AE', ''],
    ['HK', ''],
  ])('%s: "%s" is a postal code', (country, code) =>
    expect(problemOf('postalCode', code, { country })).toBeNull(),
  );

  test.each([
    ['NO', '155', 'form'],
    ['NO', '', 'missing'],
    ['US', '9021', 'form'],
    ['US', '90210-12', 'form'],
    ['CA', 'D1A 0B1', 'form'],
    ['GB', '12345', 'form'],
    ['DE', '1011', 'form'],
    ['KE', 'no, it is not', 'form'],
  ])('%s: "%s" is refused: %s', (country, code, problem) =>
    expect(problemOf('postalCode', code, { country })).toBe(problem),
  );

  test('a state is asked for where addresses have one', () => {
    expect(problemOf('region', '', { country: 'US' })).toBe('missing');
    expect(problemOf('region', '', { country: 'NO' })).toBeNull();
  });

  test.each(['XX', 'no', 'N', '__'])('"%s" is no country', (country) =>
    expect(problemOf('country', country)).toBe('form'),
  );

  test('names of an object’s own parts are no countries with postal codes', () => {
    for (const country of ['constructor', '__proto__', 'toString'])
      expect(problemOf('postalCode', '1234', { country })).toBeNull();
  });
});

describe('usernames and Client IDs', () => {
  test.each(['noravik', 'nora.vik', 'nora@vik.example', '4you', 'abc'])(
    '%s can be a username',
    (name) => expect(problemOf('username', name)).toBeNull(),
  );

  // Figures alone could be somebody's Client ID.
  test.each(['104882', 'ab', 'nora vik', '.nora', 'nørå', 'a/b/c'])('%s can be none', (name) =>
    expect(problemOf('username', name)).toBe('form'),
  );

  test.each([
    ['200001', null],
    ['AB-17', null],
    ['-1', 'form'],
    ['12 34', 'form'],
    ['=1+1', 'form'],
  ])('%s as a Client ID: %s', (given, problem) =>
    expect(problemOf('clientId', given)).toBe(problem),
  );
});

describe('whatever is typed', () => {
  const anything = fc.record(
    Object.fromEntries(
      accountFields.map((field) => [field, fc.string({ unit: 'binary', maxLength: 40 })]),
    ) as Record<AccountField, fc.Arbitrary<string>>,
  );

  test('each field has one problem at most, in the order of the form', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const found = accountProblems(typed).map(({ field }) => field);
        expect(found).toEqual(accountFields.filter((field) => found.includes(field)));
      }),
    );
  });

  test('a mark that turns the text around is refused at any place of any field', () => {
    const turning = fc.constantFrom(
      '\u202a',
      '\u202b',
      '\u202d',
      '\u202e',
      '\u2066',
      '\u2067',
      '\u200f',
    );
    const filled = accountFields.filter((field) => sound[field] !== '');
    fc.assert(
      fc.property(turning, fc.constantFrom(...filled), fc.nat(), (mark, field, place) => {
        const text = sound[field];
        const at = place % (text.length + 1);
        expect(problemOf(field, `${text.slice(0, at)}${mark}${text.slice(at)}`)).toBe(
          'hidden_characters',
        );
      }),
    );
  });
});
