import { canonicalCode } from './canonical-code.ts';

/** Draws a whole number from 0 up to but not including `max`, each equally likely. */
export type RandomInt = (max: number) => number;

/** Digits and letters without I, L, O and U (Douglas Crockford's base 32). */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The words for codes from a word list: one a line, the last field of the line. Of words that are
 * heard alike ('yo-yo', 'yoyo') only the first is taken. No word of the packaged list begins with
 * another (a test holds it to that), so four words run together can be read in one way only, and
 * no two draws make the same code.
 */
export function parseWordList(text: string): readonly string[] {
  const byForm = new Map<string, string>();
  for (const line of text.split('\n')) {
    const word = line.trim().split(/\s+/).at(-1) ?? '';
    const form = canonicalCode(word);
    if (form.length > 0 && !byForm.has(form)) byForm.set(form, word);
  }
  return [...byForm.values()];
}

/** Four words from the list, with spaces between them. */
export function drawWords(words: readonly string[], randomInt: RandomInt): string {
  return Array.from({ length: 4 }, () => words[randomInt(words.length)]).join(' ');
}

/** Eight characters of Crockford's base 32, in two groups of four for reading aloud: 40 bits. */
export function drawCharacters(randomInt: RandomInt): string {
  const drawn = Array.from({ length: 8 }, () => crockfordAlphabet[randomInt(32)]).join('');
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}

/**
 * A code drawn at random that the policy accepts: it draws again in the rare case that a draw is,
 * say, a date.
 */
export function generateCode(draw: () => string, isAccepted: (code: string) => boolean): string {
  for (;;) {
    const code = draw();
    if (isAccepted(code)) return code;
  }
}
