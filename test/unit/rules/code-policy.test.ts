import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBlocklist } from '#main/codes/blocklist.ts';
import { noFacts, spellingsOf } from '#shared/rules/account-details.ts';
import { canonicalCode, characterCount } from '#shared/rules/canonical-code.ts';
import { codeProblemKinds, codeProblems } from '#shared/rules/code-policy.ts';
import { codeStrength } from '#shared/rules/code-strength.ts';
import { anyText, cardNumber, facts } from './arbitraries.ts';
import { plausibleAccount, plausibleCodes } from './plausible-codes.ts';

const isBlocklisted = loadBlocklist(join(import.meta.dirname, '../../../assets/blocklist.txt'));
const problemsOf = (typed: string) => codeProblems(typed, noFacts, isBlocklisted);

describe('codeProblems', { timeout: 60_000 }, () => {
  it.each(plausibleCodes)('judges %j: %s', (typed, verdict) => {
    const problems = codeProblems(typed, plausibleAccount, isBlocklisted);
    expect(problems.join(' ') || 'fine').toBe(verdict);
  });

  it('has a hundred plausible codes in its table, each kind of problem among them', () => {
    expect(plausibleCodes.length).toBeGreaterThanOrEqual(100);
    const seen = new Set(plausibleCodes.flatMap(([, verdict]) => verdict.split(' ')));
    expect([...seen].sort()).toEqual([...codeProblemKinds, 'fine'].sort());
  });

  const typed = fc.oneof(anyText, fc.stringMatching(/^[a-z0-9 ]{6,24}$/));

  it('accepts nothing short, long or on the blocklist', () => {
    fc.assert(
      fc.property(typed, facts, (code, known) => {
        fc.pre(codeProblems(code, known, isBlocklisted).length === 0);
        const canonical = canonicalCode(code);
        expect(characterCount(canonical)).toBeGreaterThanOrEqual(8);
        expect(code.length).toBeLessThanOrEqual(128);
        expect(isBlocklisted(canonical)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('accepts nothing that is a detail, alone or with little around it', () => {
    const little = fc.stringMatching(/^[a-z0-9!]{0,3}$/);
    fc.assert(
      fc.property(facts, little, little, fc.nat(), (known, before, after, pick) => {
        const details = [
          ...known.names,
          ...known.usernames,
          ...known.emails,
          ...known.phones,
          ...known.domains,
        ].filter((detail) => characterCount(canonicalCode(detail)) >= 4);
        fc.pre(details.length > 0);
        const detail = details[pick % details.length] ?? '';
        const problems = codeProblems(before + detail + after, known, isBlocklisted);
        expect(problems).toSatisfy(
          (found: readonly string[]) =>
            found.includes('account_details') || found.includes('too_short'),
        );
        for (const spelling of spellingsOf(detail).filter((form) => form.length >= 8)) {
          expect(codeProblems(spelling, known, isBlocklisted)).toContain('account_details');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on how a code is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{4,20}$/), facts, (code, known) => {
        const spelledOut = Array.from(code.toUpperCase()).join(' ');
        expect(codeProblems(spelledOut, known, isBlocklisted)).toEqual(
          codeProblems(code, known, isBlocklisted),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('never grows milder when more is known about the account', () => {
    fc.assert(
      fc.property(typed, facts, (code, known) => {
        expect(codeProblems(code, known, isBlocklisted)).toEqual(
          expect.arrayContaining([...problemsOf(code)]),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('refuses every date in figures, in the usual orders', () => {
    const day = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const [year = '', month = '', dayOfMonth = ''] = date.toISOString().slice(0, 10).split('-');
        for (const written of [
          `${year}-${month}-${dayOfMonth}`,
          `${dayOfMonth}.${month}.${year}`,
          `${month}/${dayOfMonth}/${year}`,
          new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(date),
          new Intl.DateTimeFormat('nb', { dateStyle: 'long', timeZone: 'UTC' }).format(date),
          new Intl.DateTimeFormat('pl', { dateStyle: 'long', timeZone: 'UTC' }).format(date),
        ]) {
          expect(problemsOf(written), written).toContain('date');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('refuses every number of nine digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{3}-[0-9]{2}-[0-9]{4}$/), (number) => {
        expect(problemsOf(number)).toContain('ssn_shaped');
        expect(problemsOf(`SSN ${number}`)).toContain('ssn_shaped');
      }),
    );
  });

  it('refuses every payment card’s number, however it is written and whatever follows it', () => {
    const between = fc.constantFrom('', ' ', '-', '/', ', ');
    const after = fc.constantFrom('', ' 12/27', '1227', ' kite', '-123');
    fc.assert(
      fc.property(cardNumber, between, after, (number, gap, behind) => {
        const grouped = number.match(/.{1,4}/g)?.join(gap);
        expect(problemsOf(`card ${grouped}${behind}`)).toContain('card_number');
      }),
    );
  });

  it('refuses a short piece said again and again', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9]{1,7}$/),
        fc.integer({ min: 2, max: 12 }),
        (piece, times) => {
          expect(problemsOf(piece.repeat(times))).toContain('repeated_run');
        },
      ),
    );
  });

  it('refuses a run along the digits, the alphabet and the keyboard, either way', () => {
    const track = fc.constantFrom(
      '0123456789',
      'abcdefghijklmnopqrstuvwxyz',
      'qwertyuiop',
      'asdfghjkl',
      'αβγδεζηθι',
    );
    fc.assert(
      fc.property(track, fc.nat({ max: 1 }), fc.boolean(), (line, from, back) => {
        const run = Array.from(line).slice(from, from + 8);
        expect(problemsOf((back ? run.reverse() : run).join('-'))).toContain('sequential_run');
      }),
    );
  });
});

describe('codeStrength', () => {
  it.each([
    ['abcdefgh', false, 'standard'],
    ['a'.repeat(14), false, 'standard'],
    ['a'.repeat(15), false, 'strong'],
    ['7kq4m2zx', true, 'strong'],
    ['𝔘'.repeat(14), false, 'standard'],
  ] as const)('%j, generated %s: %s', (canonical, generated, strength) => {
    expect(codeStrength(canonical, generated)).toBe(strength);
  });
});
