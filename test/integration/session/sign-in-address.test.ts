import { describe, expect, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { at, must, openStoreOf } from '#test/support/test-desk.ts';

const second = 1000;
const minute = 60 * second;
const office = '192.0.2.7';
const wrong = 'not the password at all';

async function signInDesk() {
  const parts = await newDesk();
  const { backend } = parts;
  const signIn = async (
    person: { username: string; password: string },
    from: { address?: string; device?: string } = { address: office },
  ) => must(await at(backend, 'web', from).desk.session.signIn(person));
  /** Sign-ins that fail, each under another name. */
  const fail = async (times: number, address = office, prefix = 'stranger') => {
    for (let at = 0; at < times; at++)
      expect(await signIn({ username: `${prefix}-${at}`, password: wrong }, { address })).toEqual({
        kind: 'refused',
      });
  };
  return { ...parts, signIn, fail };
}

describe('sign-ins from one address', () => {
  test('wait after twenty failures, whatever the names, and the right password waits too', async () => {
    const { signIn, fail, clock } = await signInDesk();
    await fail(20);
    const wait = { kind: 'wait', until: clock.time + 30 * second };
    expect(await signIn({ username: 'somebody-else', password: wrong })).toEqual(wait);
    expect(await signIn(demo.chatAgent)).toEqual(wait);
    // It cost the colleague none of their own tries.
    expect(await signIn(demo.chatAgent, { address: '192.0.2.8' })).toMatchObject({
      kind: 'signed_in',
    });
    clock.pass(30 * second);
    expect(await signIn(demo.chatAgent)).toMatchObject({ kind: 'signed_in' });
  });

  test('are exactly twenty, however many come at once and to whichever server', async () => {
    const { backend, another, clock } = await signInDesk();
    const servers = [backend, await another()];
    const verdicts = await Promise.all(
      Array.from({ length: 60 }, async (_, turn) => {
        const { desk } = at(servers[turn % 2] ?? backend, 'web', { address: office });
        return must(await desk.session.signIn({ username: `stranger-${turn}`, password: wrong }));
      }),
    );
    const wait = { kind: 'wait', until: clock.time + 30 * second };
    expect(verdicts.filter(({ kind }) => kind === 'refused')).toHaveLength(20);
    expect(verdicts.filter(({ kind }) => kind === 'wait')).toEqual(Array(40).fill(wait));
  });

  test('a success takes back its own try alone', async () => {
    const { signIn, fail, clock } = await signInDesk();
    await fail(19);
    for (let times = 0; times < 5; times++)
      expect(await signIn(demo.chatAgent)).toMatchObject({ kind: 'signed_in' });
    await fail(1, office, 'one-more');
    expect(await signIn(demo.chatAgent)).toEqual({
      kind: 'wait',
      until: clock.time + 30 * second,
    });
  });

  test('are counted for a whole network of 64 bits, and for IPv4 in whatever form', async () => {
    const { signIn, fail } = await signInDesk();
    for (let at = 0; at < 20; at++) await fail(1, `2001:db8:1:2::${at}`, `six-${at}`);
    expect(await signIn(demo.chatAgent, { address: '2001:db8:1:2:ffff::1' })).toMatchObject({
      kind: 'wait',
    });
    await fail(20);
    expect(await signIn(demo.chatAgent, { address: `::ffff:${office}` })).toMatchObject({
      kind: 'wait',
    });
    expect(await signIn(demo.chatAgent, { address: '2001:db8:1:3::1' })).toMatchObject({
      kind: 'signed_in',
    });
  });

  test('on a colleague’s own device are not held up, under any other name they are', async () => {
    const { signIn, fail, clock } = await signInDesk();
    const from = { address: office, device: 'a1'.repeat(32) };
    expect(await signIn(demo.chatAgent, from)).toMatchObject({ kind: 'signed_in' });
    await fail(20);
    expect(await signIn(demo.chatAgent, from)).toMatchObject({ kind: 'signed_in' });
    expect(await signIn(demo.phoneAgent, from)).toMatchObject({ kind: 'wait' });
    expect(await signIn(demo.chatAgent, { ...from, device: 'b2'.repeat(32) })).toMatchObject({
      kind: 'wait',
    });
    // Their own schedule holds there as everywhere.
    for (let tries = 0; tries < 3; tries++)
      await signIn({ ...demo.chatAgent, password: wrong }, from);
    expect(await signIn(demo.chatAgent, from)).toEqual({
      kind: 'wait',
      until: clock.time + 30 * second,
    });
  });

  test('unlocking is not held up: who is in has the session’s own wait', async () => {
    const { backend, signIn, fail } = await signInDesk();
    const inside = at(backend, 'web', { address: office });
    must(await inside.desk.session.signIn({ ...demo.chatAgent }));
    must(await inside.desk.session.lock({}));
    await fail(20);
    expect(await signIn(demo.phoneAgent)).toMatchObject({ kind: 'wait' });
    const { password } = demo.chatAgent;
    expect(must(await inside.desk.session.unlock({ password }))).toMatchObject({
      kind: 'signed_in',
    });
  });

  test('leave no address in the counts or the log, and are forgotten after a day', async () => {
    const { folder, signIn, fail, clock, supervisor } = await signInDesk();
    await fail(2);
    const { entries } = must(
      await supervisor.desk.audit.list({
        filter: { action: 'session.sign_in_failed' },
        before: null,
        limit: 10,
      }),
    );
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toContain(office);
    expect(entries[0]?.details).toEqual({ known: false, charge: 1 });
    const counts = async () => {
      const { store, close } = await openStoreOf(folder);
      const rows = await store.selectFrom('throttle').selectAll().execute();
      await close();
      return rows.filter(({ scope }) => scope === 'address');
    };
    expect(await counts()).toMatchObject([{ charged: 2, forgiven: 0 }]);
    expect(JSON.stringify(await counts())).not.toContain(office);
    clock.pass(24 * 60 * minute + 1);
    await signIn(demo.chatAgent, { address: '192.0.2.8' });
    expect(await counts()).toMatchObject([{ charged: 1, forgiven: 1 }]);
  });

  test('are not counted where there is no address: one machine', async () => {
    const { signIn } = await signInDesk();
    for (let at = 0; at < 25; at++)
      expect(await signIn({ username: `stranger-${at}`, password: wrong }, {})).toEqual({
        kind: 'refused',
      });
  });
});

describe('many different usernames failing within ten minutes', () => {
  const alertsOf = async (desk: Awaited<ReturnType<typeof newDesk>>['desk']) =>
    must(await desk.session.pulse({})).alerts;

  test('raise one alert for the whole desk, from however many addresses, and lock nobody', async () => {
    const { desk, signIn, fail, supervisor, clock } = await signInDesk();
    for (let at = 0; at < 9; at++) await fail(1, `198.51.100.${at}`, `spray-${at}`);
    expect(await alertsOf(desk)).toEqual([]);
    await signIn({ ...demo.chatAgent, password: wrong }, { address: '198.51.100.99' });
    const [alert] = await alertsOf(desk);
    expect(alert).toMatchObject({
      kind: 'many_sign_ins_failing',
      failing: 10,
      raisedAt: clock.time,
    });
    await fail(5, '203.0.113.1', 'more');
    expect(await alertsOf(desk)).toHaveLength(1);
    expect(await signIn(demo.chatAgent, { address: '198.51.100.99' })).toMatchObject({
      kind: 'signed_in',
    });
    const { entries } = must(
      await supervisor.desk.audit.list({
        filter: { action: 'alert.raised' },
        before: null,
        limit: 5,
      }),
    );
    expect(entries).toMatchObject([
      { actorRole: 'system', details: { kind: 'many_sign_ins_failing', failing: 10 } },
    ]);
  });

  test('do not count names that failed once and then got in, nor what is older', async () => {
    const { desk, signIn, fail, clock } = await signInDesk();
    await fail(8);
    await signIn({ ...demo.chatAgent, password: wrong }, { address: '198.51.100.1' });
    await signIn(demo.chatAgent, { address: '198.51.100.1' });
    await signIn({ ...demo.phoneAgent, password: wrong }, { address: '198.51.100.1' });
    expect(await alertsOf(desk)).toEqual([]);
    clock.pass(2 * minute);
    must(await desk.session.touch({}));
    clock.pass(4 * minute);
    must(await desk.session.touch({}));
    clock.pass(4 * minute);
    must(await desk.session.touch({}));
    await fail(9, '203.0.113.1', 'later');
    expect(await alertsOf(desk)).toEqual([]);
    await fail(1, '203.0.113.1', 'tenth');
    expect(await alertsOf(desk)).toMatchObject([{ failing: 10 }]);
  });

  test('and many contacts failing are two alerts', async () => {
    const { desk, fail, backend } = await signInDesk();
    await fail(10);
    const chat = at(backend);
    must(await chat.desk.session.signIn({ ...demo.chatAgent }));
    for (const { clientId, name } of demo.manyContacts.slice(0, 10))
      await (await beginCall(chat.desk, { clientId, contact: name })).say('certainly not it');
    expect((await alertsOf(desk)).map(({ kind }) => kind)).toEqual([
      'many_contacts_failing',
      'many_sign_ins_failing',
    ]);
  });
});
