import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

const international = /^\+[1-9]\d{6,14}$/;
/** Fewer last digits find too many numbers to be of use. */
const fewestDigits = 4;
/** From this many digits on, a number without its country code is a whole number. */
const wholeNumber = 7;
/** Longest country code. */
const longestCountryCode = 3;

/**
 * A phone number in E.164 (`+4722334455`), read as dialled in the account's country (ISO 3166,
 * two letters); as written where it can't be read as a number.
 */
export function toInternational(written: string, country: string): string {
  if (international.test(written)) return written;
  const read = parsePhoneNumberFromString(written, isSupportedCountry(country) ? country : 'US');
  return read?.isPossible() ? read.number : written.trim();
}

/** Whether that is a number which can be dialled from the account's country (ISO 3166). */
export function canBeDialled(written: string, country: string): boolean {
  if (!/^[\d\s+().\-/]+$/.test(written) || !isSupportedCountry(country)) return false;
  return parsePhoneNumberFromString(written, country)?.isValid() ?? false;
}

/** A number on record as people read it: `+47 22 33 44 55`. */
export function forReading(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/** What a number on record is looked up by: its end, and its beginnings with and without country. */
export function phoneKeys(number: string, country: string): { end: string; starts: string[] } {
  const digits = number.replace(/\D/g, '');
  const starts = new Set([digits, nationalDigits(number, digits, country)]);
  return { end: reversed(digits), starts: [...starts].filter(Boolean) };
}

function nationalDigits(number: string, digits: string, country: string): string {
  if (!number.startsWith('+')) return digits.replace(/^0+/, '');
  const own = isSupportedCountry(country) ? getCountryCallingCode(country as CountryCode) : '';
  if (own && digits.startsWith(own)) return digits.slice(own.length);
  return parsePhoneNumberFromString(number)?.nationalNumber ?? digits;
}

/**
 * The digits a text asks for if it is a phone number in any formatting with 4 digits or more: as
 * typed, and without what may be dialled in front of the number (00, 011, a trunk 0, 8 or 06).
 */
export function askedPhone(text: string): readonly string[] | null {
  if (!/^[\d\s+().\-/]+$/.test(text)) return null;
  const written = text.replace(/^(\s*(?:\+|00)[\d\s]*)\(0\)/, '$1');
  const digits = written.replace(/\D/g, '');
  if (digits.length < fewestDigits) return null;
  if (/^\s*\+/.test(text)) return [digits];
  const dialled = [/^00/, /^011/, /^0/, /^8/, /^06/].map((front) => digits.replace(front, ''));
  const enough = dialled.filter((rest) => rest.length >= fewestDigits);
  return [...new Set([digits, ...enough])];
}

/** The end of the record that digits would be, and the longest record they are the whole of. */
export function endOf(digits: string): { end: string; longest: number | null } {
  const whole = digits.length >= wholeNumber ? digits.length + longestCountryCode : null;
  return { end: reversed(digits), longest: whole };
}

const reversed = (digits: string) => [...digits].reverse().join('');
