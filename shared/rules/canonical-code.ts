/**
 * Folds case so that two spellings that differ only in case come out the same: 'Straße' and
 * 'STRASSE', 'ΟΔΟΣ' and 'οδος'. Done for each code point alone, because lower-casing a whole word
 * makes a Greek sigma depend on its neighbours. It is Unicode's full case folding (The Unicode
 * Standard, section 3.13) up to the choice of representative, except that dotless ı joins i.
 */
export function foldCase(text: string): string {
  // The same for Latin letters without marks, which is most of what there is, and much faster.
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return Array.from(text, (character) => character.toLowerCase().toUpperCase().toLowerCase()).join(
    '',
  );
}

const notHeard = /[^\p{L}\p{M}\p{N}]/gu;

function pass(text: string): string {
  return foldCase(text.normalize('NFC')).normalize('NFC').replace(notHeard, '');
}

/**
 * The form in which a security code is judged, hashed and compared: NFC, case-folded, and nothing
 * but letters, marks and digits, since that is what an agent can hear. SECURITY.md works out what
 * this costs.
 *
 * One pass is not always enough: folding can take a composed letter apart, and taking a separator
 * away can bring a letter and a mark together that compose. So it is repeated until nothing
 * changes; the result is a fixed point, and canonical text stays as it is.
 */
export function canonicalCode(typed: string): string {
  const once = pass(typed);
  return once === typed ? once : canonicalCode(once);
}

/** How many characters a code or password has: its Unicode code points (NIST SP 800-63B-4). */
export function characterCount(text: string): number {
  return Array.from(text).length;
}
