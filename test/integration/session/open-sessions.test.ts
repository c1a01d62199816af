import { describe, expect, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { at, must, operatorDesk, signIn } from '#test/support/test-desk.ts';

const minute = 60_000;
const reason = 'The desk was left open';
const refusedWith = (code: string) => ({ ok: false, error: { code } });

async function desksSignedIn() {
  const parts = await newDesk();
  const list = async () => must(await parts.supervisor.desk.session.list({})).sessions;
  const sessionOf = async (username: string) => {
    const found = (await list()).find((session) => session.username === username);
    if (!found) throw new Error(`${username} is not signed in`);
    return found;
  };
  return { ...parts, list, sessionOf };
}

describe('the list of who is signed in', () => {
  test('names everybody by name, with door, address and times, and one’s own', async () => {
    const { backend, clock, list } = await desksSignedIn();
    const began = clock.time;
    clock.pass(minute);
    const from = { address: '192.0.2.7', device: 'a1'.repeat(32) };
    must(await at(backend, 'web', from).desk.session.signIn({ ...demo.chatAgent }));
    const sessions = await list();
    expect(sessions.map(({ name }) => name)).toEqual(
      sessions.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(sessions).toHaveLength(3);
    const [own] = sessions.filter((session) => session.own);
    expect(own).toMatchObject({
      username: demo.supervisor.username,
      role: 'supervisor',
      door: 'web',
      address: null,
      signedInAt: began,
      state: 'active',
    });
    expect(sessions.find(({ username }) => username === demo.chatAgent.username)).toMatchObject({
      address: from.address,
      signedInAt: clock.time,
      lastActivityAt: clock.time,
      own: false,
    });
    expect(JSON.stringify(sessions)).not.toContain(from.device);
  });

  test('shows an idle one as locked and leaves one out that is past its twelve hours', async () => {
    const { backend, clock } = await desksSignedIn();
    const states = async () =>
      must(await operatorDesk(backend).session.list({})).sessions.map(({ state }) => state);
    clock.pass(5 * minute - 1);
    expect(await states()).toEqual(['active', 'active']);
    clock.pass(1);
    await signIn(backend, demo.chatAgent.username, demo.chatAgent.password);
    expect((await states()).toSorted()).toEqual(['active', 'locked', 'locked']);
    clock.pass(12 * 60 * minute - 5 * minute);
    expect(await states()).toEqual(['locked']);
  });

  test('is for supervisors and the command line', async () => {
    const { backend, desk } = await desksSignedIn();
    expect(await desk.session.list({})).toMatchObject(refusedWith('not_allowed'));
    expect(await desk.session.end({ sessionId: 1, reason })).toMatchObject(
      refusedWith('not_allowed'),
    );
    const { sessions } = must(await operatorDesk(backend).session.list({}));
    expect(sessions.filter(({ own }) => own)).toEqual([]);
    expect(sessions).toHaveLength(2);
  });
});

describe('ending a sign-in', () => {
  test('ends it at once with its calls and grants, and the log says who, whose and why', async () => {
    const { desk, supervisor, sessionOf, list } = await desksSignedIn();
    const call = await beginCall(desk, { contact: demo.larsen.anna.name });
    await call.say(demo.larsen.anna.code);
    const { sessionId, staffId } = await sessionOf(demo.phoneAgent.username);
    must(await supervisor.desk.session.end({ sessionId, reason }));
    expect(await desk.session.touch({})).toMatchObject(refusedWith('not_signed_in'));
    expect(must(await desk.session.current({}))).toMatchObject({
      session: null,
      ended: 'colleague',
    });
    expect((await list()).map((session) => session.sessionId)).not.toContain(sessionId);
    const log = must(
      await supervisor.desk.audit.list({
        filter: { action: 'session.ended' },
        before: null,
        limit: 5,
      }),
    );
    expect(log.entries).toMatchObject([
      { actorRole: 'supervisor', subjectStaffId: staffId, details: { sessionId }, reason },
    ]);
    const { entries } = must(
      await supervisor.desk.audit.story({ verificationId: call.verificationId }),
    );
    expect(entries.at(-1)?.action).toBe('verification.ended');
    must(await desk.session.signIn({ ...demo.phoneAgent }));
    expect(must(await desk.verification.listOpen({})).verifications).toEqual([]);
  });

  test('leaves the calls to another sign-in of the same colleague, unless that is over', async () => {
    const { backend, desk, clock, supervisor, sessionOf } = await desksSignedIn();
    const first = await sessionOf(demo.phoneAgent.username);
    const other = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
    await beginCall(desk, { contact: demo.larsen.anna.name });
    must(await supervisor.desk.session.end({ sessionId: first.sessionId, reason }));
    const callsLeft = async () =>
      must(await other.desk.verification.listOpen({})).verifications.length;
    expect(await callsLeft()).toBe(1);

    // An abandoned sign-in past its twelve hours keeps no call alive.
    clock.pass(11 * 60 * minute);
    const { username, password } = demo.phoneAgent;
    const last = await signIn(backend, username, password);
    expect(must(await last.desk.verification.listOpen({})).verifications).toHaveLength(1);
    clock.pass(2 * 60 * minute);
    must(await operatorDesk(backend).session.end({ ...(await onlyOne()), reason }));
    const again = await signIn(backend, username, password);
    expect(must(await again.desk.verification.listOpen({})).verifications).toEqual([]);

    async function onlyOne() {
      const { sessions } = must(await operatorDesk(backend).session.list({}));
      expect(sessions.map((session) => session.username)).toEqual([username]);
      return { sessionId: sessions[0]?.sessionId ?? 0 };
    }
  });

  test('is refused for one’s own, for one that has ended, for none, and without a reason', async () => {
    const { supervisor, sessionOf } = await desksSignedIn();
    const end = (sessionId: number, why = reason) =>
      supervisor.desk.session.end({ sessionId, reason: why });
    const own = await sessionOf(demo.supervisor.username);
    expect(await end(own.sessionId)).toMatchObject(refusedWith('conflict'));
    must(await supervisor.desk.session.touch({}));
    const agents = await sessionOf(demo.phoneAgent.username);
    expect(await end(agents.sessionId, '  ')).toMatchObject(refusedWith('invalid_input'));
    must(await end(agents.sessionId));
    expect(await end(agents.sessionId)).toMatchObject(refusedWith('conflict'));
    expect(await end(999_999)).toMatchObject(refusedWith('not_found'));
  });

  test('is told at the next look, whatever ended it', async () => {
    const { backend, desk, clock, supervisor } = await desksSignedIn();
    const ended = async () => must(await desk.session.current({})).ended;
    expect(await ended()).toBeNull();
    const { username, password } = demo.phoneAgent;
    must(await supervisor.desk.staff.resetPassword({ username, password: `${password} anew` }));
    expect(await ended()).toBe('colleague');
    const chat = await signIn(backend, demo.chatAgent.username, demo.chatAgent.password);
    clock.pass(12 * 60 * minute);
    expect(must(await chat.desk.session.current({}))).toMatchObject({ ended: 'expired' });
  });
});
