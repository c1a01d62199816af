import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/**
 * What the clients' documents ask for, as the design lists it (its section 3, by whose names the
 * tests go), and that contacts are verified in either of two ways.
 */
const rows = [
  'Create Account form, required fields marked with an asterisk, then a link to sign in',
  'Checkout: new or returning customer, then payment',
  'Log in with login name, or Client ID number; "we can tell you your username"',
  'Reset by a quickly expiring e-mailed code; caller must know the e-mail on file or the username',
  'Password: 12 characters or more, not the username; suggestions',
  'Security code asked at each call or chat',
  'Word, phrase or random characters; no personal details',
  'Formerly Phone/Chat Code; same thing',
  'Every authorized contact needs access to a code. Option 1: main code with viewing access',
  'Every authorized contact needs access to a code. Option 2: own code',
  'Add an authorized user',
];

const specs = resolve('test/e2e');

/** Specs that run once, of teams and of one door: see playwright.config.ts. */
const runsOnce = /^team\.|\.(web|desktop)\./;

/** The titles of all tests that go through both doors. */
function titles(): string[] {
  return readdirSync(specs)
    .filter((name) => name.endsWith('.spec.ts') && !runsOnce.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(specs, name), 'utf8');
      return [...text.matchAll(/^\s*test\(\s*(['"`])(?<title>.+?)\1,/gm)];
    })
    .map(({ groups }) => groups?.['title'] ?? '');
}

test('the titles of end-to-end tests are read', () => {
  expect(titles().length).toBeGreaterThan(20);
});

test.each(rows)('an end-to-end test is named after: %s', (row) => {
  expect(titles().filter((title) => title.startsWith(row))).not.toEqual([]);
});
