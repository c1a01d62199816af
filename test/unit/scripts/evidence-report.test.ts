import { expect, test } from 'vitest';
import { allHeld, evidenceReport, mergeRuns } from '../../../scripts/support/evidence-report.ts';

const place = { commit: 'abc', at: '2026-01-01T00:00:00.000Z', machine: 'one' };
const run = (id: string, outcome: Parameters<typeof allHeld>[0][number]['outcome']) => ({
  ...place,
  id,
  title: `About ${id}`,
  outcome,
  seconds: 1,
});

test('the report names what held, what did not, what broke off and what was left out', () => {
  const runs = [
    run('races', { passed: true, facts: { tries: 3200 }, notRun: ['no second machine.'] }),
    run('kills', { passed: false, facts: {} }),
    run('leaks', null),
  ];
  const text = evidenceReport(runs, ['races', 'kills', 'leaks', 'storms']);
  expect(text).toContain('1 of 4 programs held');
  expect(text).toContain('| tries | 3,200 |');
  expect(text).toContain('**Did not hold**, in 1.0 s (`kills`)');
  expect(text).toContain('Commit abc, 2026-01-01T00:00:00.000Z, one.');
  expect(text).toContain('- About races: no second machine.');
  expect(text).toContain('- About leaks: it broke off before its end.');
  expect(text).toContain('- `storms`: not yet.');
  expect(allHeld(runs)).toBe(false);
  expect(allHeld(runs.slice(0, 1))).toBe(true);
});

test('a newer run takes the place of an earlier one, and the others stay', () => {
  const earlier = [run('races', null), run('kills', { passed: true, facts: {} })];
  const merged = mergeRuns(earlier, [run('races', { passed: true, facts: {} })]);
  expect(merged.map(({ id, outcome }) => [id, outcome?.passed])).toEqual([
    ['kills', true],
    ['races', true],
  ]);
});
