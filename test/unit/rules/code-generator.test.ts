import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBlocklist } from '#main/codes/blocklist.ts';
import { noFacts } from '#shared/rules/account-details.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import {
  crockfordAlphabet,
  drawCharacters,
  drawWords,
  generateCode,
  parseWordList,
} from '#shared/rules/code-generator.ts';
import { codeProblems } from '#shared/rules/code-policy.ts';

const assets = join(import.meta.dirname, '../../../assets');
const isBlocklisted = loadBlocklist(join(assets, 'blocklist.txt'));
const words = parseWordList(readFileSync(join(assets, 'eff-large-wordlist.txt'), 'utf8'));
const forms = words.map(canonicalCode);

describe('the packaged word list', { timeout: 60_000 }, () => {
  it('holds 7,775 words that are heard apart', () => {
    expect(words).toHaveLength(7775);
    expect(new Set(forms).size).toBe(7775);
  });

  it('holds no word that begins with another, so that words run together read one way only', () => {
    const known = new Set(forms);
    const starts = (form: string) => Array.from(form, (_, at) => form.slice(0, at));
    expect(forms.filter((form) => starts(form).some((start) => known.has(start)))).toEqual([]);
  });
});

describe('drawWords', () => {
  it('makes a code for each draw, and no code twice', () => {
    const draw = fc.array(fc.nat({ max: words.length - 1 }), { minLength: 4, maxLength: 4 });
    const from = (places: readonly number[]) => {
      const left = [...places];
      return canonicalCode(drawWords(words, () => left.shift() ?? 0));
    };
    fc.assert(
      fc.property(draw, draw, (one, other) => {
        const same = one.every((place, at) => place === other[at]);
        expect(from(one) === from(other)).toBe(same);
      }),
    );
  });

  it('asks for numbers below the number of words, four times', () => {
    const asked: number[] = [];
    drawWords(words, (max) => asked.push(max) - 1);
    expect(asked).toEqual([7775, 7775, 7775, 7775]);
  });
});

describe('drawCharacters', () => {
  it('draws eight of the 32 characters that are hard to mistake', () => {
    expect(new Set(crockfordAlphabet).size).toBe(32);
    expect(crockfordAlphabet).not.toMatch(/[ILOU]/);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 31 }), { minLength: 8, maxLength: 8 }), (places) => {
        const left = [...places];
        const code = drawCharacters(() => left.shift() ?? 0);
        expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
        const drawn = places.map((place) => crockfordAlphabet[place]).join('');
        expect(canonicalCode(code)).toBe(drawn.toLowerCase());
      }),
    );
  });
});

describe('generateCode', { timeout: 60_000 }, () => {
  it('gives codes that the policy accepts', () => {
    const accepted = (code: string) => codeProblems(code, noFacts, isBlocklisted).length === 0;
    for (let count = 0; count < 200; count++) {
      expect(accepted(generateCode(() => drawWords(words, randomInt), accepted))).toBe(true);
      expect(accepted(generateCode(() => drawCharacters(randomInt), accepted))).toBe(true);
    }
  });

  it('draws again when a draw is refused', () => {
    const draws = ['1203-1984', '0000-0000', '7KQ4-M2ZX'];
    const accepted = (code: string) => codeProblems(code, noFacts, isBlocklisted).length === 0;
    expect(generateCode(() => draws.shift() ?? '', accepted)).toBe('7KQ4-M2ZX');
  });
});
