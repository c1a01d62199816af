import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsCardNumber } from '#shared/rules/card-number.ts';
import { cardNumber, digits } from './arbitraries.ts';

/** Numbers that card companies publish for testing: no account has them. */
const published = [
  '4222222222222',
  '4111111111111111',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '30569309025904',
  '6011111111111117',
  '3566002020360505',
  '6205500000000000004',
];

const inFours = (number: string, between: string) => number.match(/.{1,4}/g)?.join(between) ?? '';

describe('holdsCardNumber', () => {
  test.each(published)('finds %s', (number) => {
    expect(holdsCardNumber(number)).toBe(true);
  });

  test('finds any, however it is grouped and whatever stands around it', () => {
    const between = fc.constantFrom(
      '',
      ' ',
      '-',
      '.',
      ' - ',
      '\u00a0',
      '\u2011',
      '\t',
      '\u200b',
      '\u2060 ',
    );
    const around = fc.constantFrom('', 'card ', 'she says: ', '(', 'no.', 'Nr');
    const after = fc.constantFrom('', ' 12/27', ' 12 27 123', ', valid', ')', 'x');
    fc.assert(
      fc.property(cardNumber, between, around, after, (number, gap, before, behind) => {
        expect(holdsCardNumber(`${before}${inFours(number, gap)}${behind}`)).toBe(true);
      }),
    );
  });

  test('finds it in full-width, Arabic and Devanagari digits', () => {
    const inScript = (zero: number) => (number: string) =>
      Array.from(number, (digit) => String.fromCodePoint(zero + Number(digit))).join('');
    for (const zero of [0xff10, 0x0660, 0x0966])
      for (const number of published) expect(holdsCardNumber(inScript(zero)(number))).toBe(true);
  });

  test('one digit wrong is none', () => {
    fc.assert(
      fc.property(cardNumber, fc.nat(15), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const changed = (Number(number[at]) + by) % 10;
        const wrong = `${number.slice(0, at)}${changed}${number.slice(at + 1)}`;
        expect(holdsCardNumber(wrong)).toBe(false);
      }),
    );
  });

  test.each([
    ['a phone number', '+49 1511 2345678'],
    ['a Client ID', '104882'],
    ['a moment', '2026-11-25 16:04:12'],
    ['a sentence with figures', 'Invoice 20261125 of 1,204.50, paid on 12 March'],
    ['twenty digits and more in one piece', '41111111111111111111'],
    ['a number that no card begins with', '1111111111111117'],
    ['nothing', ''],
  ])('takes %s for none', (_what, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  test('takes no phone number with a plus for one', () => {
    const phone = fc.integer({ min: 7, max: 15 }).chain(digits);
    fc.assert(fc.property(phone, (number) => !holdsCardNumber(`+${number}`)));
  });
});
