import { monthNames } from './month-names.ts';

/** Words that stand in a date or before one. */
const fillers =
  'st nd rd th of the de del den der le el la on em am im er born dob birth birthday birthdate ' +
  'dateofbirth date';

const filler = `(?:${fillers.split(' ').join('|')}){0,4}`;
/** A run of letters that a date may hold: fillers, and among them perhaps a month's name. */
const lettersOfDate = new RegExp(`^${filler}(${monthNames.join('|')})?${filler}$`);

const dd = '(?:0[1-9]|[12][0-9]|3[01])';
const mm = '(?:0[1-9]|1[0-2])';
const yyyy = '(?:19|20)[0-9]{2}';
const yy = '[0-9]{2}';
const day = '(?:0?[1-9]|[12][0-9]|3[01])';
const year = `(?:${yyyy}|${yy})`;
const inFigures = [yyyy, yy].flatMap((y) => [y + mm + dd, y + dd + mm, dd + mm + y, mm + dd + y]);
/** With 'M' for a month's name. */
const withName = [`${day}M${year}?`, `M${day}${year}?`, `${year}M${day}`, `M${yyyy}`, `${yyyy}M`];
const shape = new RegExp(`^(?:${[...inFigures, ...withName].join('|')})$`);

/**
 * Whether a canonical code is nothing but a date: day, month and year in any usual order, in
 * figures or with the month named in a language of Europe, with a few words around them ('the',
 * 'of', 'born'). Day and month, or month and year, are a date too.
 */
export function isDate(canonical: string): boolean {
  let written = '';
  for (const run of canonical.match(/[0-9]+|[^0-9]+/g) ?? []) {
    if (/^[0-9]/.test(run)) {
      written += run;
    } else {
      const found = lettersOfDate.exec(run);
      if (!found) return false;
      if (found[1] !== undefined) written += 'M';
    }
  }
  return shape.test(written);
}
