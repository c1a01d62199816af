import type { AccountStatus, Permission } from '#shared/contract/fields.ts';
import { countries } from '#shared/rules/countries.ts';
import { fold } from '#shared/rules/folding.ts';

/** A cell means that there is nothing. `NULL` and `\N` are how databases write it. */
const nothing = /^(?:-+|\\N|NULL)$/;

/**
 * What a cell says: composed (NFC), trimmed, and without the apostrophe that an export sets before
 * what a spreadsheet would take for a formula. Empty where it says nothing.
 */
export function cellText(cell: string): string {
  const text = cell.normalize('NFC').trim();
  const bare = /^'[=+\-@]/.test(text) ? text.slice(1) : text;
  return nothing.test(bare) ? '' : bare;
}

/** What a spreadsheet takes for a formula, in East Asian width too (OWASP, CSV Injection). */
export const beginsFormula = (text: string) => /^[=+\-@＝＋－＠]/.test(text);

const statusWords: Readonly<Record<string, AccountStatus>> = {
  active: 'active',
  open: 'active',
  enabled: 'active',
  '1': 'active',
  true: 'active',
  yes: 'active',
  // Careful where systems mean different things by it: a person resumes an account, nobody calls unseen.
  inactive: 'suspended',
  suspended: 'suspended',
  fraud: 'suspended',
  disabled: 'suspended',
  '0': 'suspended',
  false: 'suspended',
  no: 'suspended',
  closed: 'closed',
  cancelled: 'closed',
  canceled: 'closed',
  terminated: 'closed',
  archived: 'closed',
};

/** The status that a word of a billing system stands for; null for any other word. */
export function statusOf(text: string): AccountStatus | null {
  const word = text.toLowerCase();
  return Object.hasOwn(statusWords, word) ? (statusWords[word] ?? null) : null;
}

const everyPermission: readonly Permission[] = ['billing', 'technical', 'security', 'owner'];

/** The permissions that words name, in our order; null if one of them is none. */
export function permissionsOf(text: string): readonly Permission[] | null {
  const words = text
    .toLowerCase()
    .split(/[\s,;|/+]+/)
    .filter(Boolean);
  const known = words.every((word) => everyPermission.some((permission) => permission === word));
  return known ? everyPermission.filter((permission) => words.includes(permission)) : null;
}

/** Yes or no as people and programs write it; null for any other word. */
export function yesOrNo(text: string): boolean | null {
  if (/^(?:yes|y|true|1|on|x)$/i.test(text)) return true;
  return /^(?:no|n|false|0|off)$/i.test(text) ? false : null;
}

/** Names of countries in English, folded, and what people write for some of them. */
const countryNames: ReadonlyMap<string, string> = new Map([
  ...countries.map((code): [string, string] => [
    fold(new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code),
    code,
  ]),
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['czech republic', 'CZ'],
  ['turkey', 'TR'],
  ['russian federation', 'RU'],
  ['korea, republic of', 'KR'],
  ['viet nam', 'VN'],
]);

/** The country (ISO 3166, two letters) that a code or an English name stands for; null if none. */
export function countryOf(text: string): string | null {
  const code = text.toUpperCase();
  return countries.includes(code) ? code : (countryNames.get(fold(text)) ?? null);
}

/** Years first, so that nobody has to guess which is the day; a time may follow, else it is midnight. */
const dateForm =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const unixSeconds = /^\d{9,10}$/;
/** Hosting companies are not older (Unix milliseconds: 1970), and clients don't come from the future. */
const latest = Date.UTC(2100, 0);

/**
 * The day (UTC) that a date or a time in Unix seconds stands for, in Unix milliseconds; `none` for the
 * zero that databases keep for no date, and null for what can be read in two ways or none.
 */
export function dayOf(text: string): number | 'none' | null {
  if (/^0{4}-00-00/.test(text) || text === '0') return 'none';
  if (unixSeconds.test(text)) return Math.floor(Number(text) / 86_400) * 86_400_000;
  const [year, month, day] = (dateForm.exec(text) ?? []).slice(1, 4).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const time = Date.UTC(year, month - 1, day);
  const real = new Date(time).getUTCMonth() === month - 1 && new Date(time).getUTCDate() === day;
  return real && time >= 0 && time < latest ? time : null;
}

/** Words that stand in a column of codes where there is no code; as codes they would open many doors. */
const noCode = /^(?:-+|n\/?a|none|null|nil|\(none\)|not set|unset|no code|no pin|0)$/i;

export const saysNoCode = (text: string) => noCode.test(text);
