import { foldCase } from './canonical-code.ts';

/** Languages whose month names are recognised, in full, short, and as they stand beside a day. */
const languages = 'en de nl fr es pt it da nb sv fi is pl cs hu ro tr el ru uk'.split(' ');

const fillers =
  'st nd rd th of the de del den der le el la on em am im er born dob birth birthday birthdate ' +
  'dateofbirth date';

function monthNames(): readonly string[] {
  const names = new Set<string>();
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      for (const day of [{}, { day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...day, month, timeZone: 'UTC' });
        for (let index = 0; index < 12; index++) {
          const parts = format.formatToParts(Date.UTC(2000, index, 10));
          const written = parts.find((part) => part.type === 'month')?.value ?? '';
          names.add(foldCase(written.normalize('NFC')).replace(/[^\p{L}\p{M}]/gu, ''));
        }
      }
    }
  }
  names.delete('');
  return [...names].sort((one, other) => other.length - one.length);
}

function datePattern(): RegExp {
  const between = `(?:${fillers.split(' ').join('|')}){0,3}`;
  const day = '(?:0?[1-9]|[12][0-9]|3[01])';
  const [dd, mm, yyyy, yy] = [
    '(?:0[1-9]|[12][0-9]|3[01])',
    '(?:0[1-9]|1[0-2])',
    '(?:19|20)[0-9]{2}',
    '[0-9]{2}',
  ];
  const month = `(?:${monthNames().join('|')})`;
  const year = `(?:${yyyy}|${yy})`;
  const named = [
    [day, month, `(?:${year})?`],
    [month, day, `(?:${year})?`],
    [year, month, day],
    [month, yyyy],
    [yyyy, month],
  ].map((parts) => parts.join(between));
  const numbers = [yyyy, yy].flatMap((y) => [y + mm + dd, y + dd + mm, dd + mm + y, mm + dd + y]);
  return new RegExp(`^${between}(?:${[...named, ...numbers].join('|')})${between}$`, 'u');
}

let pattern: RegExp | undefined;

/**
 * Whether a canonical code is nothing but a date: day, month and year in any usual order, in
 * figures or with the month named in one of the languages above, with a few words around them
 * ('the', 'of', 'born'). Day and month, or month and year, are a date too.
 */
export function isDate(canonical: string): boolean {
  pattern ??= datePattern();
  return pattern.test(canonical);
}
