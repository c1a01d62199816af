import anyAscii from 'any-ascii';

/** Longer words are cut on both sides, so that a cut word still finds itself. */
const longestWord = 40;

/** Letters that German and Nordic people also write as two: Müller is Mueller, Ærø is Aeroe. */
const twoLetterSpellings: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
};

/**
 * Text as look-up compares it: accents, case, script and width do not matter. Plain ASCII in lower
 * case with single spaces; folding it again changes nothing.
 */
export function fold(text: string): string {
  // Most text is plain already, and look-up folds a lot of it.
  if (isPlain(text)) return text.toLowerCase();
  const bare = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  return anyAscii(bare)
    .toLowerCase()
    .replace(/[^\x21-\x7e]+/g, ' ')
    .trim();
}

/** The text with umlauts and the like spelled as two letters. */
function spellOut(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüøå]/g, (letter) => twoLetterSpellings[letter] ?? letter);
}

/** The one or two folded spellings of a text: `Müller` is `muller` and `mueller`. */
export function foldedSpellings(text: string): readonly string[] {
  if (isPlain(text)) return [fold(text)];
  return distinct([fold(text), fold(spellOut(text))]);
}

/**
 * The words of a folded text in order. An apostrophe joins (`o'brien` is `obrien`), every other
 * sign parts.
 */
export function wordsOf(folded: string): readonly string[] {
  return (folded.replaceAll("'", '').match(/[a-z0-9]+/g) ?? []).map(cut);
}

/** The words a text is indexed under: every spelling, the parts of joined words, and both joined. */
export function indexWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const folded of foldedSpellings(text)) {
    for (const run of folded.match(/[a-z0-9][a-z0-9'-]*/g) ?? []) {
      const parts = run.split(/['-]+/).filter(Boolean);
      for (const part of parts) words.add(cut(part));
      if (parts.length === 1) continue;
      words.add(cut(parts.join('')));
      for (const part of wordsOf(run)) words.add(part);
    }
  }
  return words;
}

/**
 * What a typed text asks for: for every word its spellings, any of which will do. A word that
 * another one already begins with asks for nothing more and is left out; longest words first.
 */
export function askedWords(text: string): readonly (readonly string[])[] {
  const [plain = [], spelledOut = plain] = foldedSpellings(text).map(wordsOf);
  const asked = plain.map((word, place) => distinct([word, spelledOut[place] ?? word]));
  asked.sort((one, other) => (other[0]?.length ?? 0) - (one[0]?.length ?? 0));
  const kept: (readonly string[])[] = [];
  for (const spellings of asked) {
    const implied = kept.some((longer) =>
      longer.every((word) => spellings.some((short) => word.startsWith(short))),
    );
    if (!implied) kept.push(spellings);
  }
  return kept;
}

/** A name as look-up orders it: its words with single spaces, once for each spelling. */
export function nameKeys(name: string): readonly string[] {
  return distinct(foldedSpellings(name).map((folded) => wordsOf(folded).join(' '))).filter(Boolean);
}

const isPlain = (text: string) => /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text);

const cut = (word: string) => word.slice(0, longestWord);

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
