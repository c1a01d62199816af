import { describe, expect, test } from 'vitest';
import { newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { at, must, openStoreOf, signIn } from '#test/support/test-desk.ts';

const minute = 60_000;
const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('signing in', () => {
  test('knows nobody before it, and the colleague after it', async () => {
    const { backend } = await newDesk();
    const { desk, caller } = at(backend);
    expect(must(await desk.session.current({})).session).toBeNull();
    expect(await desk.accounts.search({ query: 'a' })).toMatchObject(refusedWith('not_signed_in'));
    const verdict = must(await desk.session.signIn({ ...demo.chatAgent }));
    expect(verdict).toMatchObject({ kind: 'signed_in', session: { defaultChannel: 'chat' } });
    expect(caller.token).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(verdict)).not.toContain(caller.token);
  });

  test('stores no token, only its hash', async () => {
    const { folder, agent } = await newDesk();
    const { store, close } = await openStoreOf(folder);
    const rows = JSON.stringify(await store.selectFrom('session').selectAll().execute());
    await close();
    expect(rows).not.toContain(agent.caller.token);
  });

  test('gives a new token each time and ends the session before', async () => {
    const { backend } = await newDesk();
    const { desk, caller } = at(backend);
    must(await desk.session.signIn({ ...demo.phoneAgent }));
    const first = caller.token;
    must(await desk.session.signIn({ ...demo.phoneAgent }));
    expect(caller.token).not.toBe(first);
    const stolen = at(backend);
    stolen.caller.token = first;
    expect(await stolen.desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
  });

  test('says the same to an unknown name and to a wrong password, and throttles both alike', async () => {
    const { backend, clock } = await newDesk();
    for (const username of [demo.chatAgent.username, 'nobody-of-this-name']) {
      const { desk } = at(backend);
      const tried = () => desk.session.signIn({ username, password: 'not the password at all' });
      for (let tries = 0; tries < 3; tries++)
        expect(must(await tried())).toEqual({ kind: 'refused' });
      expect(must(await tried())).toEqual({ kind: 'wait', until: clock.time + 30_000 });
    }
  });

  test('lets the right password in after the wait, and forgives', async () => {
    const { backend, clock } = await newDesk();
    const { desk } = at(backend);
    const { username, password } = demo.chatAgent;
    for (let tries = 0; tries < 3; tries++)
      must(await desk.session.signIn({ username, password: 'not the password at all' }));
    expect(must(await desk.session.signIn({ username, password }))).toMatchObject({ kind: 'wait' });
    clock.pass(30_000);
    expect(must(await desk.session.signIn({ username, password }))).toMatchObject({
      kind: 'signed_in',
    });
  });
});

describe('what was typed as a username', () => {
  const typed = 'My-Password-In-The-Wrong-Box';

  test('is not kept, but counted', async () => {
    const { backend, folder } = await newDesk();
    const { desk } = at(backend);
    must(await desk.session.signIn({ username: typed, password: 'not the password at all' }));
    const { store, close } = await openStoreOf(folder);
    const rows = JSON.stringify(await store.selectFrom('throttle').selectAll().execute());
    await close();
    expect(rows).toContain('"sign_in"');
    expect(rows.toLowerCase()).not.toContain(typed.toLowerCase());
  });

  test('is forgotten after a day if it is nobody’s name; a colleague’s tries stay', async () => {
    const { backend, folder, clock } = await newDesk();
    const { desk } = at(backend);
    const { username } = demo.chatAgent;
    for (const name of [typed, username])
      must(await desk.session.signIn({ username: name, password: 'not the password at all' }));
    clock.pass(24 * 60 * minute + 1);
    must(await desk.session.signIn({ username, password: 'not the password at all' }));
    const { store, close } = await openStoreOf(folder);
    const failures = await store
      .selectFrom('throttle')
      .select((eb) => eb('charged', '-', eb.ref('forgiven')).as('failures'))
      .where('scope', '=', 'sign_in')
      .execute();
    await close();
    expect(failures.map((row) => row.failures).sort()).toEqual([0, 0, 2]);
  });
});

describe('a session', () => {
  test('locks after five minutes without a person, and passive calls keep nobody awake', async () => {
    const { desk, clock } = await newDesk();
    for (let minutes = 0; minutes < 4; minutes++) {
      clock.pass(minute);
      must(await desk.session.pulse({}));
    }
    clock.pass(minute);
    expect(await desk.session.pulse({})).toMatchObject(refusedWith('session_locked'));
    expect(must(await desk.session.current({})).session?.state).toBe('locked');
    expect(await desk.session.touch({})).toMatchObject(refusedWith('session_locked'));
  });

  test('stays open while a person works', async () => {
    const { desk, clock } = await newDesk();
    for (let minutes = 0; minutes < 30; minutes++) {
      clock.pass(minute);
      must(await desk.session.touch({}));
    }
  });

  test('unlocks by the password alone, throttled like a sign-in', async () => {
    const { desk, clock } = await newDesk();
    must(await desk.session.lock({}));
    const wrong = { password: 'not the password at all' };
    for (let tries = 0; tries < 3; tries++)
      expect(must(await desk.session.unlock(wrong))).toEqual({ kind: 'refused' });
    const { password } = demo.phoneAgent;
    expect(must(await desk.session.unlock({ password }))).toMatchObject({ kind: 'wait' });
    clock.pass(30_000);
    expect(must(await desk.session.unlock({ password }))).toMatchObject({ kind: 'signed_in' });
    must(await desk.session.touch({}));
  });

  test('ends after twelve hours whatever happens', async () => {
    const { desk, clock } = await newDesk();
    for (let passed = 0; passed < 12 * 60 - 4; passed += 4) {
      clock.pass(4 * minute);
      must(await desk.session.touch({}));
    }
    clock.pass(4 * minute);
    expect(await desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
    expect(must(await desk.session.current({})).session).toBeNull();
  });

  test('locks when the clock jumps back by more than the idle time', async () => {
    const { desk, clock } = await newDesk();
    for (let minutes = 0; minutes < 10; minutes++) {
      clock.pass(minute);
      must(await desk.session.touch({}));
    }
    clock.pass(-6 * minute);
    expect(await desk.session.touch({})).toMatchObject(refusedWith('session_locked'));
  });

  test('ends when the clock jumps back to before it began', async () => {
    const { desk, clock } = await newDesk();
    clock.pass(-6 * minute);
    expect(await desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
  });

  test('of an agent opens no channel of supervisors', async () => {
    const { desk } = await newDesk();
    for (const result of [
      await desk.staff.list({}),
      await desk.audit.check({}),
      await desk.audit.list({ filter: {}, before: null, limit: 10 }),
      await desk.approvals.list({}),
      await desk.staff.liftLimit({ staffId: 1, reason: 'please' }),
    ])
      expect(result).toMatchObject(refusedWith('not_allowed'));
  });
});

describe('a first password', () => {
  test('must be changed before anything else, within the rules, and ends other sessions', async () => {
    const { backend, supervisor } = await newDesk();
    const first = 'a first password, given';
    const colleague = { username: 'new.agent', name: 'New Agent', role: 'agent' } as const;
    must(await supervisor.desk.staff.add({ ...colleague, worksOn: 'both', password: first }));
    const { username } = colleague;
    const { desk } = await signIn(backend, username, first);
    const other = await signIn(backend, username, first);
    expect(await desk.accounts.search({ query: 'a' })).toMatchObject(
      refusedWith('password_change_due'),
    );
    const change = (newPassword: string, currentPassword = first) =>
      desk.session.changePassword({ currentPassword, newPassword });
    for (const bad of ['too short', first, 'New.Agent', 'password1234'])
      expect(await change(bad)).toMatchObject(refusedWith('invalid_input'));
    const good = 'Y? Cuz I Reelee lik mi prYvacee';
    expect(must(await change(good, 'not my password'))).toEqual({ kind: 'refused' });
    expect(must(await change(good))).toMatchObject({ session: { state: 'active' } });
    must(await desk.accounts.search({ query: 'a' }));
    expect(await other.desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
    expect(must(await at(backend).desk.session.signIn({ username, password: first }))).toEqual({
      kind: 'refused',
    });
  });
});

test('a limit of nobody can’t be lifted, nor one that is not reached', async () => {
  const { supervisor } = await newDesk();
  const reason = 'Looked into it';
  const { staff } = must(await supervisor.desk.staff.list({}));
  const staffId = staff.find(({ role }) => role === 'agent')?.staffId ?? 0;
  expect(await supervisor.desk.staff.liftLimit({ staffId, reason })).toMatchObject(
    refusedWith('conflict'),
  );
  expect(await supervisor.desk.staff.liftLimit({ staffId: 999_999, reason })).toMatchObject(
    refusedWith('not_found'),
  );
});

describe('keeping a colleague out', () => {
  test('ends their sessions at once; the last supervisor has to stay', async () => {
    const { desk, supervisor } = await newDesk();
    const { staff } = must(await supervisor.desk.staff.list({}));
    const idOf = (username: string) =>
      staff.find((colleague) => colleague.username === username)?.staffId ?? 0;
    const reason = 'Left the company';
    const staffId = idOf(demo.phoneAgent.username);
    must(await supervisor.desk.staff.setActive({ staffId, active: false, reason }));
    expect(await desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
    expect(must(await desk.session.signIn({ ...demo.phoneAgent }))).toEqual({ kind: 'refused' });
    const supervisors = staff.filter(({ role }) => role === 'supervisor');
    const results = [];
    for (const one of supervisors.toSorted((a) =>
      a.username === demo.supervisor.username ? 1 : -1,
    ))
      results.push(
        await supervisor.desk.staff.setActive({ staffId: one.staffId, active: false, reason }),
      );
    expect(results.at(-1)).toMatchObject(refusedWith('conflict'));
    must(await supervisor.desk.session.touch({}));
  });

  test('resetting a password signs the colleague out and makes them choose their own', async () => {
    const { backend, desk, supervisor } = await newDesk();
    const { username } = demo.phoneAgent;
    const password = 'another first password';
    for (let tries = 0; tries < 4; tries++)
      must(await at(backend).desk.session.signIn({ username, password }));
    must(await supervisor.desk.staff.resetPassword({ username, password }));
    expect(await desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
    const again = await signIn(backend, username, password);
    expect(must(await again.desk.session.current({})).session?.state).toBe('password_change_due');
  });
});
