import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedWords, fold, foldedSpellings, indexWords, nameKeys } from '#shared/rules/folding.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('fold', () => {
  test.each([
    ['Łukasz Żółć', 'lukasz zolc'],
    ['Bjørn Åsgård', 'bjorn asgard'],
    ['  Weiß   & Söhne ', 'weiss & sohne'],
    ['Đorđe Þór Æsir', 'dorde thor aesir'],
    ['ＡＢＣ １２３', 'abc 123'],
    ['Élodie Lefèvre', 'elodie lefevre'],
    ['O’Brien', "o'brien"],
    ['Иван', 'ivan'],
    ['İstanbul', 'istanbul'],
  ])('makes %s plain', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('leaves nothing but plain characters and single spaces', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text)).toMatch(/^(?:[\x21-\x40\x5b-\x7e]+(?: [\x21-\x40\x5b-\x7e]+)*)?$/);
      }),
    );
  });
});

describe('spellings', () => {
  test('an umlaut is one letter and two', () => {
    expect(foldedSpellings('Müller')).toEqual(['muller', 'mueller']);
    expect(foldedSpellings('Mueller')).toEqual(['mueller']);
    expect(nameKeys('Jürgen Müller')).toEqual(['jurgen muller', 'juergen mueller']);
    expect([...indexWords('Aarhus Ålborg')].sort()).toEqual(['aalborg', 'aarhus', 'alborg']);
  });

  test('what is typed with an umlaut asks for either spelling', () => {
    expect(askedWords('Müller')).toEqual([['muller', 'mueller']]);
  });
});

describe('words', () => {
  test('an apostrophe or a dash joins and parts', () => {
    expect([...indexWords("O'Brien-Smith")].sort()).toEqual(
      ['brien', 'o', 'obrien', 'obriensmith', 'smith'].sort(),
    );
    expect(askedWords("O'Brien Smith")).toEqual([['obrien'], ['smith']]);
  });

  test('a word that another begins with asks for nothing more', () => {
    expect(askedWords('anna a an larsen l larsen')).toEqual([['larsen'], ['anna']]);
  });

  test('are letters and digits only, whatever is typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of [...askedWords(text).flat(), ...indexWords(text)])
          expect(word).toMatch(/^[a-z0-9]{1,40}$/);
      }),
    );
  });

  test('what is asked for as it is written is found', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = [...indexWords(text)];
        for (const spellings of askedWords(text))
          expect(words.some((word) => spellings.some((one) => word.startsWith(one)))).toBe(true);
      }),
    );
  });
});
