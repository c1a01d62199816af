import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  passwordProblems,
  passwordSuggestions,
  specialCharacters,
} from '#shared/rules/password-policy.ts';
import { anyText } from './arbitraries.ts';

const listed = new Set(['password1234', 'password']);
const isBlocklisted = (canonical: string) => listed.has(canonical);

describe('passwordProblems', () => {
  it.each([
    ['Vivio is gr8! I like knowing my account is Secure', 'anna', []],
    ["Y? 'Cuz I Reelee lik mi prYvacee.", 'anna', []],
    ['elevenchars', 'anna', ['too_short']],
    ['twelve chars', 'anna', []],
    ['anna.larsen.desk', 'anna.larsen.desk', ['same_as_username']],
    ['Anna.Larsen.Desk', 'anna.larsen.desk', ['same_as_username']],
    ['anna', 'anna', ['too_short', 'same_as_username']],
    ['Password1234', 'anna', ['blocklisted']],
    ['P-a-s-s-w-o-r-d-1234', 'anna', ['blocklisted']],
    ['password!!!!', 'anna', ['blocklisted']],
    ['𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘', 'anna', ['too_short']],
    ['            ', 'anna', []],
  ] as const)('judges %j for %j', (password, username, problems) => {
    expect(passwordProblems(password, username, isBlocklisted)).toEqual(problems);
  });

  it('never accepts fewer than twelve code points, nor the username in any case', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.stringMatching(/^[a-z0-9][a-z0-9._-]{1,39}$/),
        (password, username) => {
          const short = Array.from(password.normalize('NFC')).length < 12;
          expect(passwordProblems(password, username, isBlocklisted).includes('too_short')).toBe(
            short,
          );
          expect(passwordProblems(username.toUpperCase(), username, isBlocklisted)).toContain(
            'same_as_username',
          );
        },
      ),
    );
  });
});

describe('passwordSuggestions', () => {
  it('are about lower case, upper case, a number and the special characters, apart', () => {
    expect(passwordSuggestions('')).toEqual({
      lower: false,
      upper: false,
      digit: false,
      special: false,
    });
    expect(passwordSuggestions('aB1~')).toEqual({
      lower: true,
      upper: true,
      digit: true,
      special: true,
    });
    expect(passwordSuggestions('é')).toMatchObject({ lower: true, upper: false });
    expect(passwordSuggestions('Ø')).toMatchObject({ lower: false, upper: true });
    expect(passwordSuggestions("'().+-")).toMatchObject({ special: false });
    for (const character of specialCharacters) {
      expect(passwordSuggestions(character)).toMatchObject({ special: true, lower: false });
    }
  });

  it('never refuse anything', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{12,30}$/), (password) => {
        expect(passwordProblems(password, 'anna', isBlocklisted)).toEqual([]);
      }),
    );
  });
});
