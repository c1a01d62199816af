import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RefusalLog } from '#main/hosts/web/refusal-log.ts';
import type { LogFields } from '#main/platform/logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function newLog() {
  const lines: (LogFields | undefined)[] = [];
  const write = (_event: string, fields?: LogFields) => lines.push(fields);
  const refusals = new RefusalLog({ info: write, error: write });
  return { refusals, taken: () => lines.splice(0) };
}

test('the first refusal is said at once, a flood once a minute and by kind', () => {
  const { refusals, taken } = newLog();
  for (let time = 0; time < 1000; time++) refusals.note('origin');
  refusals.note('tls');
  expect(taken()).toEqual([{ kind: 'origin', times: 1 }]);
  vi.advanceTimersByTime(60_000);
  expect(taken()).toEqual([
    { kind: 'origin', times: 999 },
    { kind: 'tls', times: 1 },
  ]);
  refusals.note('rate');
  expect(taken()).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(taken()).toEqual([{ kind: 'rate', times: 1 }]);
  vi.advanceTimersByTime(60_000);
  refusals.note('rate');
  expect(taken()).toEqual([{ kind: 'rate', times: 1 }]);
});

test('what is not said yet is said at the end, and nothing after it', () => {
  const { refusals, taken } = newLog();
  refusals.note('form');
  refusals.note('form');
  taken();
  refusals.end();
  expect(taken()).toEqual([{ kind: 'form', times: 1 }]);
  vi.advanceTimersByTime(600_000);
  expect(taken()).toEqual([]);
});
