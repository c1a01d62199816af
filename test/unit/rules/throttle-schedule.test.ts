import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agentLimits,
  deskAlertLimits,
  failuresUntilDisabled,
  throttleState,
  triesInVerification,
  waitAfter,
} from '#shared/rules/throttle-schedule.ts';

const minute = 60_000;

describe('the schedule', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 30_000],
    [4, minute],
    [5, 2 * minute],
    [6, 4 * minute],
    [7, 8 * minute],
    [8, 16 * minute],
    [9, 32 * minute],
    [10, 32 * minute],
    [1000, 32 * minute],
  ])('after %i failures waits %i ms', (failures, wait) => {
    expect(waitAfter(failures)).toBe(wait);
  });

  it('has the limits of the design', () => {
    expect(triesInVerification).toBe(3);
    expect(failuresUntilDisabled).toBe(10);
    expect(agentLimits).toEqual({ windowMs: 60 * minute, failures: 20, accounts: 60 });
    expect(deskAlertLimits).toEqual({ windowMs: 10 * minute, contacts: 10 });
  });
});

const failures = fc.nat({ max: 40 });
const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('throttleState', () => {
  const at = 1_700_000_000_000;
  const state = (count: number, now: number, disableAfter: number | null = failuresUntilDisabled) =>
    throttleState({ failures: count, lastChargedAt: at, now, disableAfter });

  it('lets three tries through, then one after each wait, and none after ten failures', () => {
    expect(throttleState({ failures: 0, lastChargedAt: null, now: at, disableAfter: 10 })).toEqual({
      kind: 'free',
      triesLeft: 3,
    });
    expect(state(1, at)).toEqual({ kind: 'free', triesLeft: 2 });
    expect(state(2, at)).toEqual({ kind: 'free', triesLeft: 1 });
    expect(state(3, at)).toEqual({ kind: 'wait', until: at + 30_000 });
    expect(state(3, at + 29_999)).toEqual({ kind: 'wait', until: at + 30_000 });
    expect(state(3, at + 30_000)).toEqual({ kind: 'free', triesLeft: 1 });
    expect(state(9, at + 32 * minute)).toEqual({ kind: 'free', triesLeft: 1 });
    expect(state(10, at + 1e12)).toEqual({ kind: 'disabled' });
    expect(state(11, at + 1e12)).toEqual({ kind: 'disabled' });
  });

  it('never disables a sign-in, which goes on waiting 32 minutes', () => {
    expect(state(50, at, null)).toEqual({ kind: 'wait', until: at + 32 * minute });
    expect(state(50, at + 32 * minute, null)).toEqual({ kind: 'free', triesLeft: 1 });
  });

  it('never gets milder with another failure', () => {
    const openFrom = (count: number, lastChargedAt: number, now: number) => {
      const view = throttleState({ failures: count, lastChargedAt, now, disableAfter: 10 });
      if (view.kind === 'disabled') return Number.POSITIVE_INFINITY;
      return view.kind === 'wait' ? view.until : now - view.triesLeft / 10;
    };
    fc.assert(
      fc.property(failures, moment, moment, (count, lastChargedAt, now) => {
        expect(openFrom(count + 1, lastChargedAt, now)).toBeGreaterThanOrEqual(
          openFrom(count, lastChargedAt, now),
        );
        expect(waitAfter(count + 1)).toBeGreaterThanOrEqual(waitAfter(count));
      }),
    );
  });

  it('gives no credit for a clock that goes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), moment, moment, (count, lastChargedAt, back) => {
        const now = Math.max(0, lastChargedAt - back);
        const view = throttleState({ failures: count, lastChargedAt, now, disableAfter: 10 });
        expect(view).toEqual({ kind: 'wait', until: lastChargedAt + waitAfter(count) });
      }),
    );
  });

  it('lets at most 3 + 7 tries through before a code is disabled, over 63.5 minutes or more', () => {
    let count = 0;
    let now = at;
    for (let lastChargedAt = at; count < 100; ) {
      const view = throttleState({ failures: count, lastChargedAt, now, disableAfter: 10 });
      if (view.kind === 'disabled') break;
      if (view.kind === 'wait') {
        now = view.until;
      } else {
        count++;
        lastChargedAt = now;
      }
    }
    expect(count).toBe(10);
    expect(now - at).toBe(63.5 * minute);
  });
});
