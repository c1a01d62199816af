import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgedFailures,
  ageFailures,
  agentLimits,
  deskAlertLimits,
  failuresUntilDisabled,
  schedules,
  type ThrottleScope,
  throttleState,
  triesInVerification,
  waitAfter,
  waitSteps,
} from '#shared/rules/throttle-schedule.ts';

const minute = 60_000;
const { contact, sign_in: signIn, address } = schedules;
const scope = fc.constantFrom<ThrottleScope>('contact', 'sign_in', 'address');

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
    expect(waitAfter(contact, failures)).toBe(wait);
    expect(waitAfter(signIn, failures)).toBe(wait);
    expect(waitAfter(address, failures + 17)).toBe(wait);
  });

  it('names every step at which the wait changes', () => {
    fc.assert(
      fc.property(scope, fc.nat({ max: 60 }), (name, failures) => {
        const schedule = schedules[name];
        const step = waitSteps(schedule).find((from) => failures >= from);
        expect(waitAfter(schedule, step ?? 0)).toBe(waitAfter(schedule, failures));
      }),
    );
  });

  it('has the limits of the design', () => {
    expect(triesInVerification).toBe(3);
    expect(failuresUntilDisabled).toBe(10);
    expect(agentLimits).toEqual({ windowMs: 60 * minute, failures: 20, accounts: 60 });
    expect(deskAlertLimits).toEqual({ windowMs: 10 * minute, contacts: 10, names: 10 });
    expect(contact).toMatchObject({ freeTries: 3, disableAfter: 10 });
    expect(signIn).toMatchObject({ freeTries: 3, disableAfter: null });
    expect(address).toMatchObject({ freeTries: 20, disableAfter: null });
  });
});

const failures = fc.nat({ max: 40 });
const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('throttleState', () => {
  const at = 1_700_000_000_000;
  const state = (count: number, now: number, schedule = contact) =>
    throttleState(schedule, { failures: count, lastChargedAt: at, now });

  it('lets three tries through, then one after each wait, and none after ten failures', () => {
    expect(throttleState(contact, { failures: 0, lastChargedAt: null, now: at })).toEqual({
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
    expect(state(50, at, signIn)).toEqual({ kind: 'wait', until: at + 32 * minute });
    expect(state(50, at + 32 * minute, signIn)).toEqual({ kind: 'free', triesLeft: 1 });
  });

  it('never gets milder with another failure', () => {
    const openFrom = (name: ThrottleScope, count: number, lastChargedAt: number, now: number) => {
      const view = throttleState(schedules[name], { failures: count, lastChargedAt, now });
      if (view.kind === 'disabled') return Number.POSITIVE_INFINITY;
      return view.kind === 'wait' ? view.until : now - view.triesLeft / 100;
    };
    fc.assert(
      fc.property(scope, failures, moment, moment, (name, count, lastChargedAt, now) => {
        expect(openFrom(name, count + 1, lastChargedAt, now)).toBeGreaterThanOrEqual(
          openFrom(name, count, lastChargedAt, now),
        );
        expect(waitAfter(schedules[name], count + 1)).toBeGreaterThanOrEqual(
          waitAfter(schedules[name], count),
        );
      }),
    );
  });

  it('gives no credit for a clock that goes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), moment, moment, (count, lastChargedAt, back) => {
        const now = Math.max(0, lastChargedAt - back);
        const view = throttleState(contact, { failures: count, lastChargedAt, now });
        expect(view).toEqual({ kind: 'wait', until: lastChargedAt + waitAfter(contact, count) });
      }),
    );
  });

  it('lets at most 3 + 7 tries through before a code is disabled, over 63.5 minutes or more', () => {
    let count = 0;
    let now = at;
    for (let lastChargedAt = at; count < 100; ) {
      const view = throttleState(contact, { failures: count, lastChargedAt, now });
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

describe('ageFailures', () => {
  const every = 32 * minute;
  const start: fc.Arbitrary<AgedFailures> = fc.record({ failures, agedAt: moment });

  it('forgets one failure in each 32 minutes, and no contact’s or username’s ever', () => {
    const at = 1_700_000_000_000;
    const aged = (count: number, passed: number) =>
      ageFailures(address, { failures: count, agedAt: at }, at + passed);
    expect(aged(26, every - 1)).toEqual({ failures: 26, agedAt: at });
    expect(aged(26, every)).toEqual({ failures: 25, agedAt: at + every });
    expect(aged(26, 7 * every + 5)).toEqual({ failures: 19, agedAt: at + 7 * every });
    expect(aged(2, 50 * every).failures).toBe(0);
    for (const schedule of [contact, signIn])
      expect(ageFailures(schedule, { failures: 3, agedAt: null }, at).failures).toBe(3);
  });

  it('comes to the same however often time is counted', () => {
    fc.assert(
      fc.property(start, fc.array(fc.nat({ max: 3 * every })), (before, pauses) => {
        let now = before.agedAt ?? 0;
        let aged = before;
        for (const pause of pauses) {
          now += pause;
          aged = ageFailures(address, aged, now);
        }
        expect(aged).toEqual(ageFailures(address, before, now));
      }),
    );
  });

  it('gives no credit for a clock that goes back and comes on again', () => {
    fc.assert(
      fc.property(start, fc.nat({ max: 20 * every }), (before, back) => {
        const there = before.agedAt ?? 0;
        const aged = ageFailures(address, before, Math.max(0, there - back));
        expect(aged.failures).toBe(before.failures);
        const again = ageFailures(address, aged, there);
        expect(again.failures).toBeGreaterThanOrEqual(before.failures - Math.floor(back / every));
      }),
    );
  });

  it('lets a patient stranger try some 45 passwords a day from one address, and climb no higher', () => {
    const start = 1_700_000_000_000;
    let aged: AgedFailures = { failures: 0, agedAt: start };
    let last: number | null = null;
    let highest = 0;
    const triesOfDay = [0, 0, 0, 0];
    for (let now = start; now < start + 4 * 1440 * minute; now += minute / 4) {
      aged = ageFailures(address, aged, now);
      const facts = { failures: aged.failures, lastChargedAt: last, now };
      if (throttleState(address, facts).kind !== 'free') continue;
      aged = { ...aged, failures: aged.failures + 1 };
      last = now;
      highest = Math.max(highest, aged.failures);
      const day = Math.floor((now - start) / (1440 * minute));
      triesOfDay[day] = (triesOfDay[day] ?? 0) + 1;
    }
    expect(triesOfDay[0]).toBeLessThanOrEqual(75);
    for (const tries of triesOfDay.slice(1)) expect(tries).toBeLessThanOrEqual(46);
    expect(highest).toBeLessThanOrEqual(27);
  });
});
