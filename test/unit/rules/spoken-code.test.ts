import { describe, expect, test } from 'vitest';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { crockfordAlphabet, drawCharacters, drawWords } from '#shared/rules/code-generator.ts';
import { spokenCode } from '#shared/rules/spoken-code.ts';

describe('spokenCode', () => {
  test('words are said as they are, one after the other', () => {
    expect(spokenCode('purple kite wobble dune', 'words')).toEqual([
      [{ shown: 'purple', said: 'purple' }],
      [{ shown: 'kite', said: 'kite' }],
      [{ shown: 'wobble', said: 'wobble' }],
      [{ shown: 'dune', said: 'dune' }],
    ]);
  });

  test('characters are said by the spelling alphabet, in the groups they are drawn in', () => {
    expect(spokenCode('K7X0-AZ19', 'characters')).toEqual([
      [
        { shown: 'K', said: 'Kilo' },
        { shown: '7', said: 'Seven' },
        { shown: 'X', said: 'X-ray' },
        { shown: '0', said: 'Zero' },
      ],
      [
        { shown: 'A', said: 'Alfa' },
        { shown: 'Z', said: 'Zulu' },
        { shown: '1', said: 'One' },
        { shown: '9', said: 'Nine' },
      ],
    ]);
  });

  test('every character that is drawn has a name of its own that begins as it sounds', () => {
    const said = Array.from(crockfordAlphabet).map(
      (character) => spokenCode(character, 'characters')[0]?.[0]?.said ?? '',
    );
    expect(new Set(said).size).toBe(crockfordAlphabet.length);
    for (const [at, name] of said.entries()) {
      const character = crockfordAlphabet[at] ?? '';
      expect(name.length).toBeGreaterThan(1);
      if (/[A-Z]/.test(character)) expect(name[0]).toBe(character);
    }
  });

  test('what is read out is the whole code and nothing else', () => {
    let next = 0;
    const count = (max: number) => next++ % max;
    for (const [form, code] of [
      ['characters', drawCharacters(count)],
      ['words', drawWords(['mango', 'yo-yo', 'quilt'], count)],
    ] as const) {
      const shown = spokenCode(code, form).flat();
      expect(canonicalCode(shown.map((part) => part.shown).join(''))).toBe(canonicalCode(code));
    }
  });
});
