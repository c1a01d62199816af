/** Digits in one piece, and what people write between the groups of a number. */
const run = /(?<plus>\+ ?)?(?<groups>\d+(?:[\s._\-\u2010-\u2014]{1,3}\d+)*)/gu;

/** A phone number in international form has at most so many digits after its plus (ITU-T E.164). */
const longestPhone = 15;

/**
 * The numbers of payment cards by their beginning and how many digits they have: Visa's old ones,
 * Diners Club, American Express, and 16 to 19 for all others (ISO/IEC 7812-1 gives 2 to 6 to cards).
 */
const cardShape = /^(?:4\d{12}|3[0689]\d{12}|3[47]\d{13}|[2-6]\d{15,18})$/;

/**
 * Whether a text holds a payment card's number, in one piece or in groups, with other figures (an
 * expiry date) beside it, in digits of any script. One in ten other numbers of a card's length and
 * beginning passes the Luhn formula as well: refusing it costs somebody another wording, keeping a
 * card number would make the store a target (PCI DSS 4.0, requirement 3). A number that begins
 * with a plus is a phone number as far as it is short enough to be one.
 */
export function holdsCardNumber(text: string): boolean {
  // What is pasted from a page can have signs between the groups that nobody sees.
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit);
  for (const { groups } of plain.matchAll(run)) {
    const parts = groups?.['groups']?.split(/\D+/) ?? [];
    if (groups?.['plus'] && parts.join('').length <= longestPhone) continue;
    for (const start of parts.keys()) {
      let digits = '';
      for (const part of parts.slice(start)) {
        digits += part;
        if (digits.length > 19) break;
        if (cardShape.test(digits) && isLuhn(digits)) return true;
      }
    }
  }
  return false;
}

/** A digit of any script as ours: Unicode gives every script its ten in a row, zero first. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}

/** ISO/IEC 7812-1, annex B: every second digit from the right doubled; a multiple of ten in all. */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * ((place % 2) + 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
