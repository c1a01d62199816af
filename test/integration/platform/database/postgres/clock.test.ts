import { expect, onTestFinished, test, vi } from 'vitest';
import { ThrottleService } from '#main/throttle/throttle.service.ts';
import {
  openForTest,
  teamBackendForTest,
  teamDatabaseForTest,
} from '#test/support/postgres/open-team-store.ts';

const hour = 3_600_000;

/** This machine's clock, an hour off from here on; returns the time it had right. */
function setClockOff(by: number): () => number {
  const started = performance.now();
  const right = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: right + by });
  onTestFinished(() => void vi.useRealTimers());
  return () => right + performance.now() - started;
}

test.each([hour, -hour])(
  'a server whose clock is off by %d ms decides by the database’s time',
  async (by) => {
    const { server, keys } = await teamDatabaseForTest('demo');
    const rightNow = setClockOff(by);
    const { clock } = await openForTest(server);
    expect(Math.abs(clock.now() - rightNow())).toBeLessThan(1000);
    const backend = await teamBackendForTest({ database: server, keys });
    expect(Math.abs(backend.now() - rightNow())).toBeLessThan(1000);
    expect(Math.abs(Date.now() - rightNow())).toBeGreaterThan(hour / 2);
  },
);

test('a machine’s clock that is set while the server runs moves nothing', async () => {
  const { server } = await teamDatabaseForTest('demo');
  const { clock } = await openForTest(server);
  const rightNow = setClockOff(hour);
  expect(Math.abs(clock.now() - rightNow())).toBeLessThan(1000);
});

test('a machine that slept decides by the database’s time from its next write on', async () => {
  const { server } = await teamDatabaseForTest('demo');
  const { store, clock } = await openForTest(server);
  const ticking = performance.now.bind(performance);
  const asleep = vi.spyOn(performance, 'now').mockImplementation(() => ticking() - hour);
  onTestFinished(() => void asleep.mockRestore());
  expect(Date.now() - clock.now()).toBeGreaterThan(hour / 2);
  const within = await store.transaction().execute(async () => clock.now());
  expect(Math.abs(Date.now() - within)).toBeLessThan(2000);
});

test('a server that lags by an hour ends no wait for another one', async () => {
  const { server } = await teamDatabaseForTest('demo');
  const { store, clock } = await openForTest(server);
  const throttle = new ThrottleService();
  const ticking = performance.now.bind(performance);
  const machine = vi.spyOn(performance, 'now');
  onTestFinished(() => void machine.mockRestore());
  const chargeAt = (lag: number) => {
    machine.mockImplementation(() => ticking() - lag);
    return store
      .transaction()
      .execute((tx) => throttle.charge(tx, { scope: 'sign_in', key: 'anna' }, clock.now()));
  };
  for (let tries = 0; tries < 3; tries++)
    expect(await chargeAt(0)).toMatchObject({ charged: true });
  const refused = { charged: false, state: { kind: 'wait' } };
  for (const lag of [hour, 0, hour, 0]) expect(await chargeAt(lag)).toMatchObject(refused);
});
