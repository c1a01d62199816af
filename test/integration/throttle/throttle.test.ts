import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThrottleService } from '#main/throttle/throttle.service.ts';
import {
  type AgedFailures,
  ageFailures,
  schedules,
  type ThrottleScope,
  throttleState,
} from '#shared/rules/throttle-schedule.ts';
import { newStore } from '#test/support/new-store.ts';

const throttle = new ThrottleService();
const second = 1000;
const minute = 60 * second;
/** As SECURITY.md has it: the wait after failures 3 to 9. */
const waits = [30 * second, ...[1, 2, 4, 8, 16, 32].map((minutes) => minutes * minute)];

async function desk() {
  const { store } = await newStore();
  const clock = { now: 1_700_000_000_000 };
  const charge = (scope: ThrottleScope = 'contact', key = '1:1') =>
    store.transaction().execute((tx) => throttle.charge(tx, { scope, key }, clock.now));
  const forgive = (charged: number) =>
    store
      .transaction()
      .execute((tx) => throttle.forgive(tx, { scope: 'contact', key: '1:1' }, charged));
  const takeBack = (key: string) =>
    store.transaction().execute((tx) => throttle.takeBack(tx, { scope: 'address', key }));
  return { store, clock, charge, forgive, takeBack };
}

test('lets three tries through, then makes each next one wait as the table says, then disables', async () => {
  const { clock, charge } = await desk();
  for (let tries = 1; tries <= 3; tries++) expect(await charge()).toMatchObject({ charged: true });
  for (const wait of waits) {
    const until = clock.now + wait;
    expect(await charge()).toEqual({ charged: false, state: { kind: 'wait', until } });
    clock.now = until - 1;
    expect(await charge()).toMatchObject({ charged: false });
    clock.now = until;
    expect(await charge()).toMatchObject({ charged: true });
  }
  clock.now += 365 * 24 * 60 * minute;
  expect(await charge()).toEqual({ charged: false, state: { kind: 'disabled' } });
});

test('a sign-in is never disabled: its wait stays at 32 minutes', async () => {
  const { clock, charge } = await desk();
  for (let tries = 0; tries < 30; tries++) {
    const result = await charge('sign_in', 'anna');
    if (!result.charged) clock.now = result.state.kind === 'wait' ? result.state.until : Number.NaN;
    expect(clock.now).not.toBeNaN();
  }
  expect(await charge('sign_in', 'anna')).toMatchObject({ charged: expect.any(Boolean) });
});

test('a success forgives itself and what came before, not tries charged after it', async () => {
  const { store, charge, forgive, clock } = await desk();
  await charge();
  const second = await charge();
  await charge();
  await forgive(second.charged ? second.charge : Number.NaN);
  expect(await throttle.failures(store, 1, 1)).toBe(1);
  expect(await throttle.view(store, 1, 1, clock.now)).toEqual({ kind: 'free', triesLeft: 2 });
});

test('an older success settling late takes nothing back', async () => {
  const { store, charge, forgive } = await desk();
  await charge();
  await charge();
  await forgive(2);
  await forgive(1);
  expect(await throttle.failures(store, 1, 1)).toBe(0);
});

test('a clock that goes back gives no credit and no endless wait', async () => {
  const { clock, charge } = await desk();
  for (let tries = 1; tries <= 3; tries++) await charge();
  clock.now -= 10 * 60 * minute;
  const until = clock.now + 30 * second;
  expect(await charge()).toEqual({ charged: false, state: { kind: 'wait', until } });
  clock.now = until - 1;
  expect(await charge()).toMatchObject({ charged: false });
  clock.now = until;
  expect(await charge()).toMatchObject({ charged: true });
});

test('contacts are counted apart, and so are callers who are not on the account', async () => {
  const { store, clock, charge } = await desk();
  for (let tries = 1; tries <= 3; tries++) await charge();
  expect(await throttle.view(store, 1, 2, clock.now)).toEqual({ kind: 'free', triesLeft: 3 });
  expect(await throttle.view(store, 1, null, clock.now)).toEqual({ kind: 'free', triesLeft: 3 });
  const many = await throttle.viewMany(store, 1, [1, 2], clock.now);
  expect(many.get(1)).toMatchObject({ kind: 'wait' });
  expect(many.get(2)).toEqual({ kind: 'free', triesLeft: 3 });
});

test('whatever happens in whatever order, it agrees with the table', async () => {
  const step = fc.oneof(
    fc.constant({ kind: 'try' } as const),
    fc.record({ kind: fc.constant('succeed' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('pass' as const), time: fc.nat(40 * minute) }),
  );
  const { clock, charge, forgive, store } = await desk();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await store.deleteFrom('throttle').execute();
      const failed = new Set<number>();
      let charged = 0;
      let last = Number.NEGATIVE_INFINITY;
      for (const action of steps) {
        if (action.kind === 'pass') clock.now += action.time;
        else if (action.kind === 'succeed') {
          const which = Math.min(action.which, charged);
          await forgive(which);
          for (const one of failed) if (one <= which) failed.delete(one);
        } else {
          const count = failed.size;
          const wait = count < 3 ? 0 : (waits[count - 3] ?? Number.POSITIVE_INFINITY);
          const lets = count < 10 && clock.now >= last + wait;
          const result = await charge();
          expect(result.charged).toBe(lets);
          if (lets) {
            charged += 1;
            failed.add(charged);
            last = clock.now;
          }
        }
        expect(await throttle.failures(store, 1, 1)).toBe(failed.size);
      }
    }),
    { numRuns: 150 },
  );
});

describe('an address', () => {
  const office = 'the office';

  test('lets twenty failures through, then one after each wait, and never shuts for good', async () => {
    const { clock, charge } = await desk();
    for (let tries = 1; tries <= 20; tries++)
      expect(await charge('address', office)).toMatchObject({ charged: true });
    for (const wait of waits) {
      const result = await charge('address', office);
      if (result.charged) throw new Error('The address was let through without a wait');
      expect(result.state).toEqual({ kind: 'wait', until: clock.now + wait });
      clock.now += wait;
      expect(await charge('address', office)).toMatchObject({ charged: true });
    }
    for (let tries = 0; tries < 50; tries++) {
      expect(await charge('address', office)).toMatchObject({ state: { kind: 'wait' } });
      clock.now += 32 * minute;
      expect(await charge('address', office)).toMatchObject({ charged: true });
    }
  });

  test('a success takes back its own try and leaves the failures of others', async () => {
    const { charge, takeBack } = await desk();
    for (let failures = 1; failures <= 19; failures++) await charge('address', office);
    for (let successes = 0; successes < 30; successes++) {
      expect(await charge('address', office)).toMatchObject({ charged: true });
      await takeBack(office);
    }
    expect(await charge('address', office)).toMatchObject({ charged: true });
    expect(await charge('address', office)).toMatchObject({ charged: false });
  });

  test('is free again four hours after its longest wait, though it was never let in', async () => {
    const { clock, charge } = await desk();
    while (clock.now < 1_700_000_000_000 + 48 * 60 * minute) {
      await charge('address', office);
      clock.now += minute;
    }
    clock.now += 4 * 60 * minute;
    expect(await charge('address', office)).toMatchObject({ charged: true });
    expect(await charge('address', office)).toMatchObject({ charged: true });
  });

  test('agrees with the rules, whatever happens in whatever order and wherever the clock goes', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ kind: 'try' } as const) },
      { weight: 1, arbitrary: fc.constant({ kind: 'succeed' } as const) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('pass' as const),
          time: fc.integer({ min: -40 * minute, max: 80 * minute }),
        }),
      },
    );
    const { clock, charge, takeBack, store } = await desk();
    const schedule = schedules.address;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 80 }), async (steps) => {
        await store.deleteFrom('throttle').execute();
        let aged: AgedFailures = { failures: 0, agedAt: null };
        let last: number | null = null;
        for (const action of steps) {
          if (action.kind === 'pass') clock.now += action.time;
          else if (action.kind === 'succeed') {
            await takeBack(office);
            aged = { ...aged, failures: Math.max(0, aged.failures - 1) };
          } else {
            aged = last === null ? { failures: 0, agedAt: clock.now } : aged;
            aged = ageFailures(schedule, aged, clock.now);
            last = last === null ? null : Math.min(last, clock.now);
            const facts = { failures: aged.failures, lastChargedAt: last, now: clock.now };
            const lets = throttleState(schedule, facts).kind === 'free';
            expect((await charge('address', office)).charged).toBe(lets);
            if (lets) {
              aged = { ...aged, failures: aged.failures + 1 };
              last = clock.now;
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('several counts are charged together or not at all, and the longest wait is told', async () => {
  const { store, clock, charge } = await desk();
  const name = { scope: 'sign_in', key: 'anna' } as const;
  const office = { scope: 'address', key: 'the office' } as const;
  const both = () =>
    store.transaction().execute((tx) => throttle.chargeAll(tx, [name, office], clock.now));
  const charged = async () =>
    (
      await store.selectFrom('throttle').select(['scope', 'charged']).orderBy('scope').execute()
    ).map((row) => row.charged);
  expect(await both()).toEqual({ charged: true, charge: 1 });
  await charge('sign_in', 'anna');
  await charge('sign_in', 'anna');
  for (let failures = 1; failures < 21; failures++) await charge('address', 'the office');
  expect(await both()).toEqual({
    charged: false,
    state: { kind: 'wait', until: clock.now + 30 * second },
  });
  expect(await charged()).toEqual([20, 3]);
  clock.now += 30 * second;
  await charge('address', 'the office');
  expect(await both()).toEqual({
    charged: false,
    state: { kind: 'wait', until: clock.now + minute },
  });
  expect(await charged()).toEqual([21, 3]);
});
