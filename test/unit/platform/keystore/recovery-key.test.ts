import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateRecoveryWords, parseRecoveryWords } from '#main/platform/keystore/recovery-key.ts';

// BIP 39's own test vector for 128 bits of 0x7f.
const vector = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

test('the standard’s own vector', () => {
  expect(parseRecoveryWords(vector).toString('hex')).toBe('7f'.repeat(16));
});

test('new words are twelve, a valid key, and never the same', () => {
  const made = new Set(Array.from({ length: 50 }, () => generateRecoveryWords().join(' ')));
  expect(made.size).toBe(50);
  for (const words of made) expect(parseRecoveryWords(words)).toHaveLength(16);
});

test('case, numbering, line breaks and commas do not matter', () => {
  const separator = fc.constantFrom(' ', '\n', ', ', '  ', '\t', '; ', ' 3. ', '\r\n4) ');
  fc.assert(
    fc.property(
      fc.array(separator, { minLength: 11, maxLength: 11 }),
      fc.boolean(),
      (separators, upper) => {
        const text = vector
          .split(' ')
          .map((word, at) => (upper ? word.toUpperCase() : word) + (separators[at] ?? ''))
          .join('');
        expect(parseRecoveryWords(`1. ${text} `).toString('hex')).toBe('7f'.repeat(16));
      },
    ),
  );
});

const refusal = (text: string) => {
  try {
    parseRecoveryWords(text);
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was refused');
};

test('too few words are counted', () => {
  expect(refusal('legal winner')).toMatchObject({ code: 'invalid_input', details: { words: 2 } });
  expect(refusal('')).toMatchObject({ code: 'invalid_input', details: { words: 0 } });
});

test('a word that is not in the list is named by its place, not by itself', () => {
  const error = refusal(vector.replace('sausage', 'sossidge'));
  expect(error).toMatchObject({ code: 'invalid_input', details: { position: 6 } });
  expect(JSON.stringify([error, String(error)])).not.toContain('sossidge');
});

test('swapped words fail the checksum', () => {
  expect(
    refusal(vector.replace('legal winner thank year', 'winner legal thank year')),
  ).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('order') });
});
