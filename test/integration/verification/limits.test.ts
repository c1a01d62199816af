import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

const { anna } = demo.larsen;
const wrong = 'certainly not the code';
const second = 1000;

describe('limits', () => {
  test('twenty failures in an hour stop an agent until a supervisor lifts it', async () => {
    const { desk, clock, supervisor } = await newDesk();
    const contacts = demo.manyContacts;
    let failures = 0;
    const { verificationId } = await beginCall(desk, { contact: anna.name });
    for (const { clientId, name } of contacts) {
      if (failures === 20) break;
      const call = await beginCall(desk, { clientId, contact: name });
      for (let tries = 0; tries < 2 && failures < 20; tries++) {
        expect(kindOf(await call.say(wrong))).toBe('not_verified');
        failures += 1;
      }
    }
    expect(failures).toBe(20);
    const tryAnna = () =>
      desk.verification.attempt({ verificationId, code: anna.code, pasted: false });
    expect(await tryAnna()).toMatchObject({ ok: false, error: { code: 'limit_reached' } });
    clock.pass(2 * 3600 * second);
    must(await desk.session.signIn({ ...demo.phoneAgent }));
    expect(await tryAnna()).toMatchObject({ ok: false, error: { code: 'limit_reached' } });
    must(await supervisor.desk.session.signIn({ ...demo.supervisor }));
    const { staff } = must(await supervisor.desk.staff.list({}));
    const limited = staff.find(({ limitReached }) => limitReached === 'failures');
    const staffId = limited?.staffId ?? 0;
    must(await supervisor.desk.staff.liftLimit({ staffId, reason: 'Looked at the calls' }));
    expect(await tryAnna()).toMatchObject({ ok: true });
  });

  test('tries that a crash left unsettled reach the limit too, and a supervisor can lift it', async () => {
    const { desk, clock, supervisor, folder } = await newDesk();
    const { verificationId, account } = await beginCall(desk, { contact: anna.name });
    const current = must(await desk.session.current({}));
    const agentId = current.session?.staffId ?? 0;
    const { store, close } = await openStoreOf(folder);
    for (let charge = 1; charge <= 20; charge++)
      await store
        .insertInto('attempt')
        .values({
          verification_id: verificationId,
          account_id: account.accountId,
          contact_id: null,
          agent_id: agentId,
          charge,
          charged_at: clock.time,
          settled_at: null,
          outcome: 'charged',
          why: null,
          code_id: null,
          pasted: 0,
        })
        .execute();
    await close();
    const tryAnna = () =>
      desk.verification.attempt({ verificationId, code: anna.code, pasted: false });
    expect(await tryAnna()).toMatchObject({ ok: false, error: { code: 'limit_reached' } });
    expect(must(await desk.session.pulse({})).limitReached).toBe('failures');
    const reason = 'A server was ended';
    must(await supervisor.desk.staff.liftLimit({ staffId: agentId, reason }));
    expect(kindOf(must(await tryAnna()))).toBe('verified');
  });

  test('ten contacts failing within ten minutes raise one alert, which locks nobody', async () => {
    const { desk, supervisor } = await newDesk();
    for (const [index, { clientId, name }] of demo.manyContacts.slice(0, 10).entries()) {
      expect(must(await supervisor.desk.session.pulse({})).alerts).toEqual([]);
      const call = await beginCall(desk, { clientId, contact: name });
      await call.say(wrong);
      expect(index).toBeLessThan(10);
    }
    const { alerts } = must(await supervisor.desk.session.pulse({}));
    expect(alerts).toMatchObject([{ kind: 'many_contacts_failing', failing: 10 }]);
    const call = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await call.say(anna.code))).toBe('verified');
    const alertId = alerts[0]?.alertId ?? 0;
    expect(await desk.session.acknowledgeAlert({ alertId })).toMatchObject({ ok: false });
    must(await supervisor.desk.session.acknowledgeAlert({ alertId }));
    expect(must(await desk.session.pulse({})).alerts).toEqual([]);
  });

  test('a second wave raises a second alert, acknowledged or not', async () => {
    const { desk, clock, supervisor } = await newDesk();
    for (const wave of [0, 1]) {
      for (const { clientId, name } of demo.manyContacts.slice(wave * 10, wave * 10 + 10))
        await (await beginCall(desk, { clientId, contact: name })).say(wrong);
      clock.pass(3 * 3600 * second);
      must(await desk.session.signIn({ ...demo.phoneAgent }));
      must(await supervisor.desk.session.signIn({ ...demo.supervisor }));
      expect(must(await supervisor.desk.session.pulse({})).alerts).toHaveLength(wave + 1);
      const { staff } = must(await supervisor.desk.staff.list({}));
      const limited = staff.find(({ limitReached }) => limitReached !== null);
      if (limited)
        must(await supervisor.desk.staff.liftLimit({ staffId: limited.staffId, reason: 'Seen' }));
    }
  });

  test('a limit lifted while the clock is ahead forgives nothing that comes after', async () => {
    const { desk, clock, supervisor } = await newDesk();
    const day = 24 * 3600 * second;
    const { results } = must(await desk.accounts.search({ query: 'a', limit: 100 }));
    const openAll = async (from: number) => {
      for (const { accountId } of results.slice(from, from + 60))
        if (!(await desk.accounts.open({ accountId })).ok) return false;
      return true;
    };
    const signInAgain = async () => {
      must(await desk.session.signIn({ ...demo.phoneAgent }));
      must(await supervisor.desk.session.signIn({ ...demo.supervisor }));
    };
    clock.pass(day);
    await signInAgain();
    expect(await openAll(0)).toBe(true);
    const { staff } = must(await supervisor.desk.staff.list({}));
    const staffId = staff.find(({ limitReached }) => limitReached === 'accounts')?.staffId ?? 0;
    must(await supervisor.desk.staff.liftLimit({ staffId, reason: 'Looked at it' }));
    clock.pass(-day);
    await signInAgain();
    await openAll(0);
    const accountId = results[61]?.accountId ?? 0;
    expect(await desk.accounts.open({ accountId })).toMatchObject({
      ok: false,
      error: { code: 'limit_reached' },
    });
  });

  test('sixty accounts opened in an hour stop an agent until a supervisor lifts it', async () => {
    const { desk } = await newDesk();
    const { results } = must(await desk.accounts.search({ query: 'a', limit: 100 }));
    for (const { accountId } of results.slice(0, 60)) must(await desk.accounts.open({ accountId }));
    const accountId = results[60]?.accountId ?? 0;
    expect(await desk.accounts.open({ accountId })).toMatchObject({
      ok: false,
      error: { code: 'limit_reached' },
    });
  });
});
