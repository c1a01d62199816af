import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Backend } from '#main/backend.ts';
import type { Caller } from '#main/platform/call.ts';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { atContacts } from '#test/support/contacts-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { at, must, operatorDesk, signIn } from '#test/support/test-desk.ts';

const wrong = 'certainly not the code';
const minute = 60_000;

/** A desk that watches, and what it has been told. */
async function watching(backend: Backend, caller: Caller, after: number | null = null) {
  const told: (DeskEvent | 'ended')[] = [];
  const watch = must(
    await backend.watch(caller, after, {
      look: (event) => void told.push(event),
      ended: () => void told.push('ended'),
    }),
  );
  onTestFinished(() => watch.stop());
  return {
    ...watch,
    told,
    /** Where it was told to look, each place once. */
    looks: () => [...new Set(told.flatMap((one) => (one === 'ended' ? one : one.look)))].sort(),
    forget: () => void told.splice(0),
  };
}

type Told = Awaited<ReturnType<typeof watching>>;
const becomes = (desk: Told, looks: readonly string[]) =>
  expect.poll(desk.looks, { timeout: 5000 }).toEqual(looks);

/** A phone agent, a chat agent and a supervisor, each watching, at the first or a second server. */
async function desksWatching(at: 'same' | 'other') {
  const parts = await newDesk();
  const { backend, agent, supervisor } = parts;
  const there = at === 'same' ? backend : await parts.another();
  const chat = await signIn(backend, demo.chatAgent.username, demo.chatAgent.password);
  const desks = {
    agent: await watching(there, agent.caller),
    chat: await watching(there, chat.caller),
    supervisor: await watching(there, supervisor.caller),
  };
  const { sessions } = must(await supervisor.desk.session.list({}));
  const sessionOf = (username: string) =>
    sessions.find((session) => session.username === username)?.sessionId ?? 0;
  /** Whoever is told of this was told of everything before it. */
  const everythingTold = async () => {
    const { entries } = must(
      await supervisor.desk.audit.list({ filter: {}, before: null, limit: 1 }),
    );
    const seq = entries[0]?.seq ?? 0;
    const last = await watching(there, supervisor.caller, seq - 1);
    expect(last.seq).toBe(seq);
  };
  return { ...parts, there, chat, desks, sessionOf, everythingTold };
}

describe.each(['same', 'other'] as const)('at the %s server', (where) => {
  test('an ended sign-in is told to its desk, and to supervisors’ lists', async () => {
    const { desks, supervisor, sessionOf, everythingTold } = await desksWatching(where);
    const sessionId = sessionOf(demo.phoneAgent.username);
    must(await supervisor.desk.session.end({ sessionId, reason: 'Left open' }));
    await becomes(desks.agent, ['ended']);
    await becomes(desks.supervisor, ['pulse']);
    await everythingTold();
    expect(desks.chat.told).toEqual([]);
    expect(desks.agent.told).toEqual(['ended']);
  });

  test('a locked, unlocked and signed-out session is told to its desk alone', async () => {
    const { desks, desk, chat, everythingTold } = await desksWatching(where);
    must(await desk.session.lock({}));
    await becomes(desks.agent, ['session']);
    await everythingTold();
    expect(desks.chat.told).toEqual([]);
    desks.agent.forget();
    must(await desk.session.unlock({ password: demo.phoneAgent.password }));
    await becomes(desks.agent, ['session']);
    must(await chat.desk.session.signOut({}));
    await becomes(desks.chat, ['ended']);
    expect(desks.agent.looks()).toEqual(['session']);
  });

  test('a reset password ends the colleague’s desks', async () => {
    const { desks, supervisor } = await desksWatching(where);
    const { username, password } = demo.chatAgent;
    must(await supervisor.desk.staff.resetPassword({ username, password: `${password} anew` }));
    await becomes(desks.chat, ['ended']);
    expect(desks.agent.told).toEqual([]);
  });

  test('an alert is told to everybody, and that it is acknowledged', async () => {
    const { desks, supervisor, backend, desk } = await desksWatching(where);
    for (let name = 0; name < 10; name++)
      must(await at(backend).desk.session.signIn({ username: `nobody-${name}`, password: wrong }));
    for (const one of Object.values(desks)) await becomes(one, ['pulse']);
    const [alert] = must(await desk.session.pulse({})).alerts;
    for (const one of Object.values(desks)) one.forget();
    must(await supervisor.desk.session.acknowledgeAlert({ alertId: alert?.alertId ?? 0 }));
    for (const one of Object.values(desks)) await becomes(one, ['pulse']);
    expect(must(await desk.session.pulse({})).alerts).toEqual([]);
  });

  test('rights that are taken from a contact are told to everybody: a call may grant less', async () => {
    const { desks, supervisor, desk } = await desksWatching(where);
    const call = await beginCall(desk, { contact: demo.larsen.per.name });
    await call.say(demo.larsen.mainCode);
    const contacts = await atContacts(supervisor.desk);
    for (const one of Object.values(desks)) one.forget();
    must(await contacts.remove(demo.larsen.per.name));
    for (const one of Object.values(desks)) await becomes(one, ['pulse']);
    const { verdict } = await call.view();
    expect(verdict?.kind === 'verified' && verdict.grant.expiresAt).toBeLessThanOrEqual(Date.now());
  });

  test('asking to enable a code is told to supervisors, the decision to who asked', async () => {
    const { desks, desk, supervisor, everythingTold } = await desksWatching(where);
    const waiting = async () => must(await supervisor.desk.session.pulse({})).approvalsWaiting;
    expect(await waiting()).toBe(0);
    const { clientId, contact } = demo.disabled;
    const { verificationId } = await beginCall(desk, { clientId, contact });
    const { approvalId } = must(
      await desk.approvals.ask({ verificationId, calledBack: 'account' }),
    );
    await becomes(desks.supervisor, ['pulse']);
    expect(await waiting()).toBe(1);
    expect(must(await desk.session.pulse({})).approvalsWaiting).toBeNull();
    desks.agent.forget();
    must(
      await supervisor.desk.approvals.decide({
        approvalId,
        decision: 'approve',
        reason: 'Reached on record',
      }),
    );
    await becomes(desks.agent, ['pulse']);
    expect(await waiting()).toBe(0);
    await everythingTold();
    expect(desks.chat.told).toEqual([]);
  });

  test('a limit that an agent reaches is told to them and to supervisors, and its lifting', async () => {
    const { desks, desk, supervisor, everythingTold } = await desksWatching(where);
    for (const { clientId, name } of demo.manyContacts.slice(0, 9)) {
      const call = await beginCall(desk, { clientId, contact: name });
      await call.say(wrong);
      await call.say(wrong);
    }
    expect(must(await desk.session.pulse({})).limitReached).toBeNull();
    await everythingTold();
    expect(desks.agent.told).toEqual([]);
    const { clientId, name } = demo.manyContacts[0] ?? { clientId: '', name: '' };
    const last = await beginCall(desk, { clientId, contact: name });
    await last.say(wrong);
    const { clientId: another, name: who } = demo.manyContacts[1] ?? { clientId: '', name: '' };
    await (await beginCall(desk, { clientId: another, contact: who })).say(wrong);
    await becomes(desks.agent, ['pulse']);
    await becomes(desks.supervisor, ['pulse']);
    expect(must(await desk.session.pulse({})).limitReached).toBe('failures');
    desks.agent.forget();
    const { staff } = must(await supervisor.desk.staff.list({}));
    const limited = staff.find(({ limitReached }) => limitReached !== null);
    must(
      await supervisor.desk.staff.liftLimit({
        staffId: limited?.staffId ?? 0,
        reason: 'Looked into it',
      }),
    );
    await becomes(desks.agent, ['pulse']);
    expect(must(await desk.session.pulse({})).limitReached).toBeNull();
    await everythingTold();
    expect(desks.chat.told).toEqual([]);
  });
});

describe('watching', () => {
  test('is for who is signed in, a locked desk too', async () => {
    const { backend, agent, desk } = await newDesk();
    const listener = { look: () => {}, ended: () => {} };
    const refused = { ok: false, error: { code: 'not_signed_in' } };
    expect(await backend.watch(at(backend).caller, null, listener)).toMatchObject(refused);
    const operator: Caller = { door: 'cli', token: null, operator: true };
    expect(await backend.watch(operator, null, listener)).toMatchObject(refused);
    must(await desk.session.lock({}));
    must(await backend.watch(agent.caller, null, listener)).stop();
    must(await desk.session.signOut({}));
    expect(await backend.watch(agent.caller, null, listener)).toMatchObject(refused);
    for (const after of [-1, 1.5, Number.NaN, 2 ** 60])
      expect(await backend.watch(agent.caller, after, listener)).toMatchObject({
        error: { code: 'invalid_input' },
      });
  });

  test('from another device than the session’s ends the session', async () => {
    const { backend } = await newDesk();
    const own = at(backend, 'web', { device: 'a1'.repeat(32) });
    must(await own.desk.session.signIn({ ...demo.chatAgent }));
    const told = await watching(backend, own.caller);
    const thief = { ...own.caller, device: 'b2'.repeat(32) };
    expect(await backend.watch(thief, null, { look() {}, ended() {} })).toMatchObject({
      error: { code: 'not_signed_in' },
    });
    await becomes(told, ['ended']);
  });

  test('goes by the session it began with, whoever signs in at the caller later', async () => {
    const { backend, supervisor } = await newDesk();
    const { caller, desk } = at(backend);
    must(await desk.session.signIn({ ...demo.chatAgent }));
    const told = await watching(backend, caller);
    must(await desk.session.signIn({ ...demo.supervisor }));
    await becomes(told, ['ended']);
    must(await supervisor.desk.session.lock({}));
    expect(told.told).toEqual(['ended']);
  });

  test('again from the last number seen makes good what was missed, and once', async () => {
    const { backend, agent, desk, another } = await newDesk();
    const second = await another();
    const first = await watching(backend, agent.caller);
    first.stop();
    must(await desk.session.lock({}));
    must(await desk.session.unlock({ password: demo.phoneAgent.password }));
    const again = await watching(second, agent.caller, first.seq);
    expect(again.told).toEqual([{ seq: again.seq, look: ['session'] }]);
    expect(again.seq).toBe(first.seq + 2);
    const third = await watching(backend, agent.caller, again.seq);
    expect(third.told).toEqual([]);
    expect(first.told).toEqual([]);
  });

  test('from a number far behind, or ahead of the log, says to look at everything', async () => {
    const { backend, agent, desk, supervisor } = await newDesk();
    for (let times = 0; times < 251; times++) {
      must(await desk.session.lock({}));
      must(await desk.session.unlock({ password: demo.phoneAgent.password }));
    }
    const other = await watching(backend, supervisor.caller, 1);
    expect(other.told).toEqual([{ seq: other.seq, look: ['session', 'pulse'] }]);
    const ahead = await watching(backend, agent.caller, other.seq + 1000);
    expect(ahead.told).toEqual([{ seq: other.seq, look: ['session', 'pulse'] }]);
  });

  test('stops when it is told to, and a listener that fails harms no other', async () => {
    const { backend, agent, desk, supervisor, log } = await newDesk();
    const stopped = await watching(backend, agent.caller);
    stopped.stop();
    must(
      await backend.watch(agent.caller, null, {
        look() {
          throw new Error('a window that has gone');
        },
        ended() {},
      }),
    );
    const told = await watching(backend, supervisor.caller);
    must(await desk.session.lock({}));
    await becomes(told, ['pulse']);
    expect(stopped.told).toEqual([]);
    expect(log.lines.filter((line) => line.includes('events.listener_failed'))).toHaveLength(1);
    expect(log.lines.join()).not.toContain('a window that has gone');
  });

  test('finds out by itself that a session is idle, and that twelve hours are over', async () => {
    const { backend, agent, clock } = await newDesk();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const told = await watching(backend, agent.caller);
    clock.pass(5 * minute);
    await vi.advanceTimersByTimeAsync(minute);
    await becomes(told, ['session']);
    told.forget();
    clock.pass(12 * 60 * minute);
    await vi.advanceTimersByTimeAsync(minute);
    await becomes(told, ['ended']);
    expect(must(await operatorDesk(backend).session.list({})).sessions).toEqual([]);
  });
});
