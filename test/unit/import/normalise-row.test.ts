import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseRow } from '#main/import/normalise-row.ts';
import type { ImportRow } from '#main/import/records.ts';
import { rowInCountry, wholeRow } from '#main/import/whole-row.ts';
import { type Mapping, type TargetField, targetFields } from '#shared/rules/import-mapping.ts';
import { anyText } from '../rules/arbitraries.ts';

/** A column for every target, in their order. */
const everyColumn = Object.fromEntries(
  targetFields.map((target, column) => [target, column]),
) as Mapping;

const cellsOf = (cells: Partial<Record<TargetField, string>>) =>
  targetFields.map((target) => cells[target] ?? '');

const normalised = (cells: Partial<Record<TargetField, string>>) =>
  normaliseRow(cellsOf(cells), everyColumn);

/** A row as the cells that say it. */
function written({ fields, status, customerSince, mainCode, contacts }: ImportRow) {
  const cells: Partial<Record<TargetField, string>> = { ...fields };
  if (status) cells.status = status;
  if (customerSince !== undefined)
    cells.customerSince = new Date(customerSince).toISOString().slice(0, 10);
  if (mainCode) cells[mainCode.old ? 'oldCode' : 'mainCode'] = mainCode.typed;
  for (const { number, name, email, phone, permissions, viewingAccess, code } of contacts) {
    cells[`contact${number}Name`] = name;
    cells[`contact${number}Email`] = email ?? '';
    cells[`contact${number}Phone`] = phone ?? '';
    cells[`contact${number}Permissions`] = permissions?.join(' ') ?? '';
    cells[`contact${number}ViewingAccess`] =
      viewingAccess === undefined ? '' : viewingAccess ? 'yes' : 'no';
    cells[`contact${number}Code`] = code?.typed ?? '';
  }
  return cells;
}

const account = {
  ...{ name: 'Anna Larsen', email: 'anna@larsen.no', phone: '22 33 44 55', country: 'no' },
  ...{ address1: 'Storgata 5', postalCode: '0155', city: 'Oslo', username: 'Anna', clientId: '7' },
} as const;

/** Cells that mean something in one column or another, and any text. */
const cell = fc.oneof(
  fc.constantFrom(
    ...['Anna Larsen', "O'Brien", 'Łukasz Żak', 'a@b.no', "'+47 22 33 44 55", 'GB', 'Norway'],
    ...['Active', 'fraud', 'billing, owner', 'yes', 'FALSE', '2020-02-29 10:00:00', '1577836800'],
    ...['-', 'NULL', 'Null', 'n/a', '=1+1', 'seven quiet otters', '4417', 'x'.repeat(200)],
    ...['Раурal', '\u202email', '4111 1111 1111 1111', 'a\r\nb', '\ud800', 'B3 8th', "''=1"],
  ),
  anyText,
);

test('a row that is normalised stays as it is', () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...targetFields), cell, { minKeys: 1, maxKeys: 3 }),
      (cells) => {
        const once = normalised(cells);
        if ('problem' in once) return;
        for (const target of Object.keys(written(once))) taken.add(target);
        expect(normalised(written(once))).toEqual(once);
      },
    ),
    { numRuns: 3000 },
  );
  expect(taken.size).toBeGreaterThan(10);
});

describe('what a cell says', () => {
  test('is kept as the form keeps it', () => {
    expect(
      normalised({ ...account, country: 'gb', email: ' anna@larsen.no ', postalCode: 'b3 8th' }),
    ).toEqual({
      fields: { ...account, country: 'GB', username: 'anna', postalCode: 'B3 8TH' },
      contacts: [],
    });
  });

  test.each([
    ['country', 'gb', { fields: { country: 'GB' } }],
    ['country', 'United Kingdom', { fields: { country: 'GB' } }],
    ['country', 'USA', { fields: { country: 'US' } }],
    ['country', 'CÔTE D’IVOIRE', { fields: { country: 'CI' } }],
    ['address1', 'Storgata 5\r\n2. etg.', { fields: { address1: 'Storgata 5, 2. etg.' } }],
    ['phone', "'+47 22 33 44 55", { fields: { phone: '+47 22 33 44 55' } }],
    ['name', 'Jose\u0301', { fields: { name: 'José' } }],
    ['name', 'Null', { fields: { name: 'Null' } }],
    ['company', 'NULL', { fields: {} }],
    ['company', '\\N', { fields: {} }],
    ['address2', '--', { fields: {} }],
    ['status', 'Cancelled', { status: 'closed' }],
    ['customerSince', '2016-02-29 10:15:00', { customerSince: Date.UTC(2016, 1, 29) }],
    ['customerSince', '2016/02/29', { customerSince: Date.UTC(2016, 1, 29) }],
    [
      'mainCode',
      ' Seven-Quiet  Otters ',
      { mainCode: { typed: 'Seven-Quiet  Otters', old: false } },
    ],
    ['oldCode', '0042', { mainCode: { typed: '0042', old: true } }],
  ] as const)('%s %j', (target, text, row) => {
    expect(normalised({ [target]: text })).toMatchObject(row);
  });

  test.each(['', '-', 'N/A', 'none', 'NULL', '(none)', 'not set', '0'])(
    'is no code where it is %j',
    (typed) => {
      expect(normalised({ oldCode: typed, contact1Name: 'Per', contact1Code: typed })).toEqual({
        fields: {},
        contacts: [{ number: 1, name: 'Per' }],
      });
    },
  );

  test('is refused, with its column', () => {
    const refused: readonly (readonly [TargetField, string, string])[] = [
      ['name', '=HYPERLINK("http://x","Anna")', 'formula'],
      ['firstName', '@SUM(A1)', 'formula'],
      ['company', '+cmd|’ /C calc’!A0', 'formula'],
      ['city', "'=1+1", 'formula'],
      ['postalCode', '-1', 'formula'],
      ['address1', '＝1+1', 'formula'],
      ['contact2Name', '-1', 'formula'],
      ['name', 'An\u0000na', 'hidden_characters'],
      ['company', 'ab\u202Ecd', 'hidden_characters'],
      ['company', 'a\u200bb', 'hidden_characters'],
      ['company', 'An\ufeffna', 'hidden_characters'],
      ['city', 'Os\tlo', 'hidden_characters'],
      ['email', 'a\u00adb@x.no', 'hidden_characters'],
      ['name', '\ud800', 'hidden_characters'],
      ['oldCode', 'first\nsecond', 'hidden_characters'],
      ['contact5Name', 'Раурal', 'mixed_scripts'],
      ['company', '4111 1111 1111 1111', 'card_number'],
      ['address2', 'card 4111-1111-1111-1111', 'card_number'],
      ['mainCode', '4111111111111111', 'card_number'],
      ['contact1Email', 'no address', 'form'],
      ['name', '12345', 'form'],
      ['country', 'Atlantis', 'form'],
      ['username', '104882', 'form'],
      ['oldCode', '!!!', 'form'],
      ['name', 'x'.repeat(101), 'too_long'],
      ['mainCode', 'x'.repeat(129), 'too_long'],
      ['status', 'constructor', 'unknown_word'],
      ['contact1Permissions', 'billing, everything', 'unknown_word'],
      ['contact1ViewingAccess', 'perhaps', 'unknown_word'],
      ['customerSince', '01/02/2020', 'unknown_word'],
      ['customerSince', '2021-02-29', 'unknown_word'],
      ['customerSince', '9999-01-01', 'unknown_word'],
      ['contact3Name', '', 'missing'],
    ];
    for (const [column, text, problem] of refused) {
      const beside: Partial<Record<TargetField, string>> =
        problem === 'missing' ? { contact3Phone: '22334455' } : {};
      const names: Partial<Record<TargetField, string>> = { contact1Name: 'Per' };
      expect(normalised({ ...names, ...beside, [column]: text }), `${column} ${text}`).toEqual({
        problem,
        column,
      });
    }
  });

  test('is refused where two columns differ, or two people have one name', () => {
    expect(normalised({ mainCode: 'seven otters', oldCode: 'Seven Otters' })).toMatchObject({
      mainCode: { old: false },
    });
    expect(normalised({ mainCode: 'seven otters', oldCode: 'nine otters' })).toEqual({
      ...{ problem: 'contradiction', column: 'oldCode' },
    });
    expect(normalised({ name: 'Bjørn Å', contact2Name: 'bjorn a' })).toEqual({
      ...{ problem: 'taken', column: 'contact2Name' },
    });
  });
});

describe('a new account', () => {
  const whole = (cells: Partial<Record<TargetField, string>>, country = '') => {
    const row = normalised(cells);
    return 'problem' in row ? row : wholeRow(row, { country });
  };

  test('is as one that was typed', () => {
    expect(whole({ ...account, contact1Name: 'Per', contact1Phone: '22334466' })).toMatchObject({
      fields: {
        ...{ ...account, country: 'NO', phone: '+4722334455', username: 'anna' },
        ...{ company: '', address2: '', region: '' },
      },
      contacts: [{ name: 'Per', phone: '+4722334466' }],
    });
  });

  test('falls back on a country, and on the e-mail address for a username', () => {
    const { country: _, username: __, ...rest } = account;
    expect(whole({ ...rest, email: 'Anna@Larsen.no' }, 'NO')).toMatchObject({
      fields: { country: 'NO', username: 'anna@larsen.no', email: 'Anna@Larsen.no' },
    });
    expect(whole(rest)).toEqual({ problem: 'missing', column: 'country' });
  });

  test.each([
    ['email', '', 'missing'],
    ['address1', '', 'missing'],
    ['phone', '', 'missing'],
    ['phone', '12', 'form'],
    ['phone', 'call me', 'form'],
    ['postalCode', '123456', 'form'],
    ['postalCode', '', 'missing'],
    ['contact4Phone', '12', 'form'],
  ] as const)('is refused with %s %j', (column, text, problem) => {
    expect(whole({ ...account, contact4Name: 'Per', [column]: text })).toEqual({ problem, column });
  });
});

test('a row for an account that is there is judged by its country, and needs no more', () => {
  expect(rowInCountry({ fields: { phone: '22 33 44 55' }, contacts: [] }, 'NO')).toEqual({
    ...{ fields: { phone: '+4722334455' }, contacts: [] },
  });
  expect(rowInCountry({ fields: { postalCode: '1234' }, contacts: [] }, 'SE')).toEqual({
    ...{ problem: 'form', column: 'postalCode' },
  });
});
