import { longestCell } from '../limits.ts';

/** Keeps of a long text one character more than a cell may have, so that it is known as too long. */
export function appended(text: string, more: string): string {
  return text.length > longestCell ? text : (text + more).slice(0, longestCell + 1);
}

/** Signs that XML can't hold are written `_x0000_` in a workbook's strings (ECMA-376, part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A number as people write it: a long one stands in a workbook as `4.722334455E9`. */
export function plainNumber(written: string): string {
  const text = written.trim();
  if (!/[e.]/i.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) ? String(value) : text;
}

const day = 86_400_000;
/** Days of the Gregorian calendar that a workbook can hold: to the end of the year 9999. */
const lastDay = 2_958_465;

/**
 * The day, with the time of day if it has one, that a workbook's number stands for (ECMA-376, part
 * 1, 18.17.4.1); as written where it can be none. The year 1900 counts as a leap year there.
 */
export function dateOf(written: string, from1904: boolean): string {
  const serial = Number(written);
  if (written.trim() === '' || !(serial >= 1) || serial > lastDay + 1) return written;
  const shifted = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const time = Math.round((shifted * day) / 1000) * 1000;
  const iso = new Date(Date.UTC(1899, 11, 30) + time).toISOString();
  return time % day === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
