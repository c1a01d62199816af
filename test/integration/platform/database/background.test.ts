import { expect, onTestFinished, test } from 'vitest';
import { leaseMs, leaveLease, takeLease } from '#main/platform/background/lease.ts';
import { runWorkers, type Worker } from '#main/platform/background/workers.ts';
import { newStore } from '#test/support/new-store.ts';
import { openPlace } from '#test/support/store-place.ts';
import { KeptLog, TestClock } from '#test/support/test-desk.ts';

const at = 1_800_000_000_000;

test('one holder at a time has a lease, until it leaves or its time is over', async () => {
  const { store } = await newStore();
  const take = (holder: string, now: number) => takeLease(store, 'mail', holder, now);
  expect(await take('one', at)).toBe(true);
  expect(await take('two', at + leaseMs - 1)).toBe(false);
  expect(await take('one', at + leaseMs - 1)).toBe(true);
  expect(await take('two', at + leaseMs)).toBe(false);
  expect(await takeLease(store, 'codes', 'two', at)).toBe(true);
  await leaveLease(store, 'mail', 'two');
  expect(await take('two', at + leaseMs)).toBe(false);
  await leaveLease(store, 'mail', 'one');
  expect(await take('two', at + leaseMs)).toBe(true);
  expect(await take('one', at + 2 * leaseMs)).toBe(true);
});

test('a clock that has gone back does not leave a lease taken for ever', async () => {
  const { store } = await newStore();
  expect(await takeLease(store, 'mail', 'gone', at)).toBe(true);
  expect(await takeLease(store, 'mail', 'here', at - leaseMs - 1)).toBe(true);
});

test('of many that take it at once, from two connections, one has it', async () => {
  const { store, place } = await newStore();
  const other = await openPlace(place);
  onTestFinished(() => other.close());
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, holder) =>
      takeLease(holder % 2 ? store : other.store, 'mail', String(holder), at),
    ),
  );
  expect(taken.filter(Boolean)).toHaveLength(1);
});

/** A worker with so many pieces to do, and what it did. */
function counting(pieces: number) {
  const did = { steps: 0, atOnce: 0, most: 0, left: pieces };
  const worker: Worker = {
    name: 'counting',
    due: async () => did.left > 0,
    async step() {
      did.most = Math.max(did.most, ++did.atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      did.steps += 1;
      did.left -= 1;
      did.atOnce -= 1;
    },
  };
  return { did, worker };
}

async function running(worker: Worker, beside: readonly Worker[] = []) {
  const { store } = await newStore();
  const logger = new KeptLog();
  const parts = { store, clock: new TestClock(), logger, usable: () => true, everyMs: 20 };
  const all = [worker, ...beside].map((one) => runWorkers(parts, [one]));
  onTestFinished(async () => {
    await Promise.all(all.map((workers) => workers.stop()));
  });
  return { logger, store, first: all[0], stop: () => Promise.all(all.map((one) => one.stop())) };
}

test('two runners on one store do one piece at a time, and each piece once', async () => {
  const { did, worker } = counting(15);
  await running(worker, [worker]);
  await expect.poll(() => did.steps).toBe(15);
  expect(did).toMatchObject({ most: 1, left: 0 });
});

test('a runner that stops leaves its work to the other at once', async () => {
  const { did, worker } = counting(1);
  const { first, store } = await running(worker, [worker]);
  await expect.poll(() => did.steps).toBe(1);
  await first?.stop();
  did.left = 2;
  await expect.poll(() => did.steps).toBe(3);
  expect(await store.selectFrom('lease').selectAll().execute()).toHaveLength(1);
});

test('stopping waits for the piece under way, and no further one begins', async () => {
  const { did, worker } = counting(1000);
  const { stop, store } = await running(worker);
  await expect.poll(() => did.steps).toBeGreaterThan(0);
  await stop();
  const { steps } = did;
  expect(did.atOnce).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(did.steps).toBe(steps);
  expect(await store.selectFrom('lease').selectAll().execute()).toEqual([]);
});

test('what fails is tried again, and logged once, without what the error says', async () => {
  let fails = 3;
  let done = false;
  const { logger } = await running({
    name: 'failing',
    due: async () => !done,
    async step() {
      if (fails-- > 0) throw new TypeError('the code is 7QX2');
      done = true;
    },
  });
  await expect.poll(() => done).toBe(true);
  expect(logger.lines.join()).not.toContain('7QX2');
  expect(logger.lines.join().match(/worker\.failed/g)).toHaveLength(1);
  expect(logger.lines.join()).toContain('TypeError');
});

test('nothing is looked at while the store can not be used', async () => {
  const { store } = await newStore();
  let asked = 0;
  const worker: Worker = {
    name: 'asking',
    due: async () => ++asked < 0,
    step: async () => {},
  };
  let usable = false;
  const parts = { store, clock: new TestClock(), logger: new KeptLog(), usable: () => usable };
  const workers = runWorkers({ ...parts, everyMs: 10 }, [worker]);
  onTestFinished(() => workers.stop());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toBe(0);
  usable = true;
  await expect.poll(() => asked).toBeGreaterThan(0);
});
