import { describe, expect, test } from 'vitest';
import {
  addCounts,
  countRun,
  countsLine,
  playwrightCounts,
  vitestCounts,
} from '../../../scripts/support/test-counts.ts';

describe('the sum of all tests', () => {
  test('is one line, with skipped ones only where there are some', () => {
    const levels = [
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 0 },
    ];
    expect(countsLine(addCounts(levels))).toBe('7 passed, 1 failed');
    expect(countsLine({ passed: 7, failed: 0, skipped: 2 })).toBe('7 passed, 0 failed, 2 skipped');
  });

  test('counts a run that broke off as a failure, once', () => {
    expect(countRun({ passed: 9, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(countRun({ passed: 9, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(countRun({ passed: 9, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });

  test('counts a run without a test, or without a report, as a failure', () => {
    expect(countRun(vitestCounts(null), 0).failed).toBe(1);
    expect(countRun(vitestCounts({}), 1).failed).toBe(1);
    expect(playwrightCounts(null).size).toBe(0);
  });

  test('takes in what vitest reports', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  test('takes in what Playwright reports, by project, with the door it noted', () => {
    const one = (projectName: string, status: string, door?: string) => ({
      projectName,
      status,
      annotations: [],
      results: door ? [{ annotations: [{ type: 'door', description: door }] }] : [],
    });
    const specs = [
      { tests: [one('web', 'expected', 'web host'), one('desktop', 'expected', 'double')] },
      { tests: [one('web', 'flaky', 'web host'), one('desktop', 'skipped')] },
    ];
    const counts = playwrightCounts({
      suites: [{ specs: [specs[0]], suites: [{ specs: [specs[1]] }] }],
    });
    expect(counts.get('web')).toEqual({ passed: 1, failed: 1, skipped: 0, doors: ['web host'] });
    expect(counts.get('desktop')).toEqual({ passed: 1, failed: 0, skipped: 1, doors: ['double'] });
  });
});
