import { expect, test } from 'vitest';
import { allHeld, evidenceReport } from '../../../scripts/support/evidence-report.ts';

const place = { commit: 'abc', at: '2026-01-01T00:00:00.000Z', machine: 'one' };
const evidence = (id: string) => ({ id, title: `About ${id}`, run: () => Promise.reject() });

test('the report names what held, what did not, what broke off and what was left out', () => {
  const runs = [
    {
      evidence: evidence('races'),
      outcome: { passed: true, facts: { tries: 3200 }, notRun: ['no second machine.'] },
      seconds: 2,
    },
    { evidence: evidence('kills'), outcome: { passed: false, facts: {} }, seconds: 1 },
    { evidence: evidence('leaks'), outcome: null, seconds: 0 },
  ];
  const text = evidenceReport(runs, place);
  expect(text).toContain('- Programs: 1 of 3 held');
  expect(text).toContain('| tries | 3,200 |');
  expect(text).toContain('**Did not hold**, in 1.0 s (`kills`)');
  expect(text).toContain('- About races: no second machine.');
  expect(text).toContain('- About leaks: it broke off before its end.');
  expect(allHeld(runs)).toBe(false);
  expect(allHeld(runs.slice(0, 1))).toBe(true);
});
