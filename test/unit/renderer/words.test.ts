import { describe, expect, test } from 'vitest';
import { recoveryWordsIn } from '#renderer/features/setup/recovery-words.ts';
import { drawFirstPassword } from '#renderer/features/staff/first-password.ts';
import { formatDuration } from '#renderer/ui/duration.ts';
import { explainError } from '#renderer/ui/explain-error.ts';
import { passwordProblems } from '#shared/rules/password-policy.ts';

describe('formatDuration', () => {
  test.each([
    [30_000, '0:30'],
    [29_001, '0:30'],
    [1, '0:01'],
    [0, '0:00'],
    [-500, '0:00'],
    [32 * 60_000, '32:00'],
    [3_661_000, '1:01:01'],
  ])('%i ms is %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe('recoveryWordsIn', () => {
  test('takes words with numbers, commas and line breaks between them', () => {
    expect(recoveryWordsIn('1. Anchor\n2. velvet, 3) museum')).toEqual([
      'anchor',
      'velvet',
      'museum',
    ]);
  });

  test('finds none in nothing', () => {
    expect(recoveryWordsIn(' 12 ')).toEqual([]);
  });
});

describe('drawFirstPassword', () => {
  test('draws another each time, each within the rules for passwords', () => {
    const drawn = Array.from({ length: 200 }, drawFirstPassword);
    expect(new Set(drawn).size).toBe(200);
    for (const password of drawn) {
      expect(password).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      expect(passwordProblems(password, 'astrid', () => false)).toEqual([]);
    }
  });
});

describe('explainError', () => {
  test('passes on what the backend says to people, under a title of its own', () => {
    const message = 'There is a colleague with that username already.';
    expect(explainError({ code: 'conflict', message })).toEqual({
      title: 'This can’t be done now',
      message,
    });
  });
});
