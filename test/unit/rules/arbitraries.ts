import fc from 'fast-check';
import type { CodeFacts } from '#shared/rules/account-details.ts';

/** Characters that fold, compose, vanish or turn about. */
export const unicodeTrap = fc.constantFrom(
  'ß',
  'ẞ',
  'İ',
  'ı',
  'ſ',
  'ς',
  'Σ',
  'ŉ',
  'ǰ',
  'ΐ',
  'ﬁ',
  'ᾳ',
  'ᾼ',
  'Ω',
  'K',
  'Å',
  'ͅ',
  '\u0301',
  '\u0323',
  '\u0307',
  '\u200d',
  '\u200b',
  '\u00ad',
  '\u202e',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u0000',
  'ᄀ',
  'ᅡ',
  'ᆨ',
  'ꭰ',
  'Ꭰ',
  '𝔄',
  '①',
  '٣',
  'e',
  'A',
  ' ',
);

/** Any UTF-16 text: broken surrogates, graphemes and traps included. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(unicodeTrap, { maxLength: 20 }).map((traps) => traps.join('')),
);

const name = fc.constantFrom(
  'Anna Larsen',
  'Bjørn Ångström',
  'José Müller',
  'Łukasz Żak',
  'Li Bo',
  '伟 王',
  'Larsen Data AS',
  "O'Brien & Sons",
  'Ødegård Rør',
  'Zoë',
);
const domain = fc.constantFrom('larsendata.no', 'shop.example.co.uk', 'müller.de', 'a-b.io');
const email = fc.constantFrom('anna.larsen@larsendata.no', 'info@example.com', 'zoe1987@gmail.com');
const phone = fc.constantFrom('+4791234567', '+1 (555) 010-9999', '0171 234567');
const username = fc.constantFrom('annal', 'larsendata', 'zoe.1987', '104882');
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });

export const facts: fc.Arbitrary<CodeFacts> = fc.record({
  names: few(name),
  usernames: few(username),
  emails: few(email),
  phones: few(phone),
  domains: few(domain),
});

/** So many digits. */
export const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((drawn) => drawn.join(''));

/** Sixteen digits with a right last one, which is searched for by the standard's own definition. */
export const cardNumber = fc
  .tuple(fc.constantFrom('2', '3', '4', '5', '6'), digits(14))
  .map(([first, rest]) => {
    const body = `${first}${rest}`;
    const sumOf = (last: number) => {
      const all = [...body, String(last)].map(Number);
      return all.reduce((sum, value, index) => {
        const twice = index % 2 === 0 ? value * 2 : value;
        return sum + Math.trunc(twice / 10) + (twice % 10);
      }, 0);
    };
    const last = Array.from({ length: 10 }, (_, at) => at).find((at) => sumOf(at) % 10 === 0);
    return `${body}${last}`;
  });
