import { expect, onTestFinished, test } from 'vitest';
import { ListeningSignal } from '#main/platform/database/postgres/listening-signal.ts';
import { KeptLog } from '#test/support/kept-log.ts';
import { openForTest, teamDatabaseForTest } from '#test/support/postgres/open-team-store.ts';
import { startProxy } from '#test/support/postgres/proxy.ts';

/** A server that is told of records by one way, and another that writes them by another. */
async function listenBy(address: string, writer: string) {
  const log = new KeptLog();
  const signal = new ListeningSignal(address, log);
  let woken = 0;
  const { stop } = await signal.onRecord(() => {
    woken += 1;
  });
  onTestFinished(stop);
  const { store } = await openForTest(writer);
  let seq = 0;
  return {
    signal,
    log,
    woken: () => woken,
    stop,
    write: () =>
      store.transaction().execute((tx) =>
        tx
          .insertInto('audit_log')
          .values({
            ...{ seq: ++seq, at: '', actor_id: null, actor_role: 'system', outcome: 'done' },
            ...{ action: 'store.opened', subject_staff_id: null, account_id: null },
            ...{ contact_id: null, verification_id: null, channel: null, policy_version: 1 },
            ...{ details: '{}', previous_hash: '', hash: '' },
          } as never)
          .execute(),
      ),
  };
}

test('is woken by a record that another server has committed', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const { signal, woken, write, log, stop } = await listenBy(owner, owner);
  await expect.poll(() => signal.way).toBe('listening');
  const before = woken();
  await write();
  await expect.poll(woken, { interval: 5 }).toBe(before + 1);
  expect(log.lines).toEqual([JSON.stringify({ event: 'events.listening' })]);
  await stop();
  expect(signal.way).toBe('resting');
});

test('a lost connection is made anew, and wakes for what came meanwhile', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const proxy = await startProxy(owner);
  onTestFinished(() => proxy.close());
  const { signal, woken, write, log } = await listenBy(proxy.address, owner);
  await expect.poll(() => signal.way).toBe('listening');
  proxy.cut();
  await expect.poll(() => signal.way).toBe('polling');
  await write();
  const before = woken();
  await expect.poll(() => signal.way).toBe('listening');
  expect(woken()).toBeGreaterThan(before);
  expect(log.lines.map((line) => JSON.parse(line).event)).toEqual([
    'events.listening',
    'events.polling',
    'events.listening',
  ]);
});

test('behind a pooler, which passes on only what one tells oneself, it polls and says so', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const proxy = await startProxy(owner, poolerRules);
  onTestFinished(() => proxy.close());
  const { signal, woken, write, log } = await listenBy(proxy.address, owner);
  await expect.poll(() => log.lines.join()).toContain('events.polling');
  await write();
  const before = woken();
  await expect.poll(woken).toBeGreaterThan(before + 1);
  expect(signal.way).toBe('polling');
});

test('without a database it polls, and says so', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const proxy = await startProxy(owner);
  await proxy.close();
  const { woken, log } = await listenBy(proxy.address, owner);
  await expect.poll(() => log.lines.join()).toContain('events.polling');
  await expect.poll(woken).toBeGreaterThan(0);
});

/**
 * As PgBouncer does by transaction: a connection of the database is given to whoever has something to
 * ask, so that one hears tellings (messages of type A, NotificationResponse) of one's own alone.
 */
function poolerRules() {
  let telling = false;
  const withoutOthers = withoutTellings();
  return {
    onClient(chunk: Buffer) {
      telling ||= chunk.includes('pg_notify');
      return 'pass' as const;
    },
    onServer: (chunk: Buffer) => (telling ? chunk : withoutOthers(chunk)),
  };
}

function withoutTellings() {
  let rest = Buffer.alloc(0);
  return (chunk: Buffer): Buffer => {
    rest = Buffer.concat([rest, chunk]);
    const passed: Buffer[] = [];
    for (;;) {
      const length = rest.length < 5 ? Number.POSITIVE_INFINITY : rest.readUInt32BE(1) + 1;
      if (rest.length < length) return Buffer.concat(passed);
      if (rest[0] !== 'A'.charCodeAt(0)) passed.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}
