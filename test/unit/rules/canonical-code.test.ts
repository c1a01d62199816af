import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCode, characterCount } from '#shared/rules/canonical-code.ts';
import { anyText, unicodeTrap } from './arbitraries.ts';

const otherForms = (character: string) => [
  character.toUpperCase(),
  character.toLowerCase(),
  character.normalize('NFD'),
];

/** Every character of Unicode that has another case or another normal form. */
const changeable = Array.from({ length: 0x110000 }, (_, point) =>
  String.fromCodePoint(point),
).filter((character) => otherForms(character).some((form) => form !== character));

describe('canonicalCode', { timeout: 60_000 }, () => {
  it.each([
    ['Purple Kites, Rarely!', 'purplekitesrarely'],
    ['7KQ4-M2ZX', '7kq4m2zx'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['οδυσσευς', 'οδυσσευσ'],
    ['e\u0301te\u0301', 'été'],
    ['ÉTÉ', 'été'],
    ['e\u200d\u0301', 'é'],
    ['ISPARTA', 'isparta'],
    ['ıSPARTA', 'isparta'],
    ['Å', 'å'],
    ['👍🏽 — !?', ''],
    ['', ''],
  ])('reads %j as %j', (typed, canonical) => {
    expect(canonicalCode(typed)).toBe(canonical);
  });

  it('is a fixed point for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = canonicalCode(text);
        expect(canonicalCode(canonical)).toBe(canonical);
        expect(canonical.normalize('NFC')).toBe(canonical);
        expect(canonical).toMatch(/^[\p{L}\p{M}\p{N}]*$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('treats every character alike in either case and either normal form', () => {
    const unequal = changeable.filter((character) => {
      const canonical = canonicalCode(character);
      return otherForms(character).some((form) => canonicalCode(form) !== canonical);
    });
    expect(changeable.length).toBeGreaterThan(10_000);
    expect(unequal).toEqual([]);
  });

  it('does not mind the normal form', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = canonicalCode(text);
        expect(canonicalCode(text.normalize('NFD'))).toBe(canonical);
        expect(canonicalCode(text.normalize('NFC'))).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not mind case in words, nor what stands between them', () => {
    const separator = fc.constantFrom(' ', '-', ', ', '…', '\u00a0', '\u200b', ' 👍 ', '_');
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zæøåéßñžçα-ω0-9]{1,8}$/)),
        separator,
        (words, between) => {
          const canonical = canonicalCode(words.join(''));
          expect(canonicalCode(words.join(between))).toBe(canonical);
          expect(canonicalCode(words.join(between).toUpperCase())).toBe(canonical);
        },
      ),
    );
  });

  it('keeps codes apart that differ in a letter or digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9]{8,20}$/),
        fc.stringMatching(/^[a-z0-9]{8,20}$/),
        (one, other) => {
          expect(canonicalCode(one) === canonicalCode(other)).toBe(one === other);
        },
      ),
    );
  });

  it('survives Unicode traps', () => {
    fc.assert(
      fc.property(fc.array(unicodeTrap), (traps) => {
        expect(() => canonicalCode(traps.join(''))).not.toThrow();
      }),
    );
  });
});

describe('characterCount', () => {
  it('counts code points', () => {
    expect(characterCount('𝔘nicode')).toBe(7);
    expect(characterCount('')).toBe(0);
  });
});
