import { expect, test } from 'vitest';
import { allHeld, evidenceReport, mergeRuns } from '../../../scripts/support/evidence-report.ts';

const place = { commit: 'abc', at: '2026-01-01T00:00:00.000Z', machine: 'one' };
const program = (id: string) => ({ id, title: `About ${id}` });
const run = (id: string, outcome: Parameters<typeof allHeld>[0][number]['outcome']) => ({
  ...place,
  ...program(id),
  outcome,
  seconds: 1,
});

test('the report names what held, what did not, what broke off and what was left out', () => {
  const runs = [
    run('races', { passed: true, facts: { tries: 3200 }, notRun: ['no second machine.'] }),
    run('kills', { passed: false, facts: {} }),
    run('leaks', null),
  ];
  const text = evidenceReport(runs, ['races', 'kills', 'leaks', 'storms'].map(program));
  expect(text).toContain('\n1 of 4 programs held, 2 did not, 1 not run yet.\n');
  expect(text).toContain('| tries | 3,200 |');
  expect(text).toContain('**Did not hold**, in 1.0 s (`kills`)');
  expect(text).toContain('Commit abc, 2026-01-01T00:00:00.000Z, one.');
  expect(text).toContain('- About races: no second machine.');
  expect(text).toContain('- About leaks: it broke off before its end.');
  expect(text).toContain('- About storms (`storms`): not run yet.');
  expect(allHeld(runs)).toBe(false);
  expect(allHeld(runs.slice(0, 1))).toBe(true);
});

test('when all held and nothing was left out, that is all it says', () => {
  const text = evidenceReport([run('races', { passed: true, facts: {} })], [program('races')]);
  expect(text).toContain('\n1 of 1 programs held.\n');
  expect(text).toContain('Nothing was left out.');
});

test('a newer run takes the place of an earlier one; those of programs that are gone go too', () => {
  const held = { passed: true, facts: {} };
  const earlier = [run('races', null), run('kills', held), run('gone', held)];
  const merged = mergeRuns(earlier, run('races', held), ['kills', 'races'].map(program));
  expect(merged.map(({ id, outcome }) => [id, outcome?.passed])).toEqual([
    ['kills', true],
    ['races', true],
  ]);
});
