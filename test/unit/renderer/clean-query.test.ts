import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanQuery, longestQuery } from '#renderer/features/accounts/clean-query.ts';
import { contract } from '#shared/contract/index.ts';

describe('cleanQuery', () => {
  test.each([
    ['  Larsen\u00a0Data  ', 'Larsen Data'],
    ['+47\u202f22\u200933\u20094455', '+47 22 33 4455'],
    ['larsen\r\n\tdata', 'larsen data'],
    ['\u200e104882\u200f\ufeff', '104882'],
    ['\u0000\u0007', ''],
    ['half \ud83d', 'half'],
  ])('makes %j fit: %j', (typed, clean) => {
    expect(cleanQuery(typed)).toBe(clean);
  });

  test('gives what the look-up accepts, whatever was pasted', () => {
    const { input } = contract.accounts.search;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const query = cleanQuery(typed);
        expect(query.length).toBeLessThanOrEqual(longestQuery);
        expect(input.safeParse({ query }).success).toBe(true);
      }),
    );
  });
});
