import { describe, expect, test } from 'vitest';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf, signIn } from '#test/support/test-desk.ts';

const { anna, per, ida, mainCode } = demo.larsen;
const wrong = 'certainly not the code';
const second = 1000;

test('a code that is sent twice by itself is charged once', async () => {
  const { desk } = await newDesk();
  const call = await beginCall(desk, { contact: anna.name });
  const { verificationId } = call;
  const sent = { verificationId, code: wrong, pasted: false, attemptsUsed: 0 };
  expect(must(await desk.verification.attempt(sent)).attemptsUsed).toBe(1);
  expect(await desk.verification.attempt(sent)).toMatchObject({ error: { code: 'conflict' } });
  const { attemptsUsed, verdict } = await call.view();
  expect({ attemptsUsed, verdict }).toMatchObject({
    attemptsUsed: 1,
    verdict: { kind: 'not_verified' },
  });
  const right = { verificationId, code: anna.code, pasted: false, attemptsUsed: 1 };
  expect(kindOf(must(await desk.verification.attempt(right)))).toBe('verified');
});

describe('the right code', () => {
  test('verifies the contact whose own code it is, for fifteen minutes', async () => {
    const { desk, clock } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    const { verdict } = await call.say(anna.code);
    expect(verdict).toMatchObject({
      kind: 'verified',
      grant: { issuedAt: clock.time, expiresAt: clock.time + 15 * 60 * second },
    });
  });

  test('verifies a contact with viewing access by the main code', async () => {
    const { desk } = await newDesk();
    const call = await beginCall(desk, { contact: per.name });
    expect(kindOf(await call.say(mainCode))).toBe('verified');
  });

  test.each([
    ['in capitals', (code: string) => code.toUpperCase()],
    ['with odd spaces', (code: string) => ` ${[...code].join(' ')}  `],
    ['with punctuation', (code: string) => [...code].join('-')],
    ['in decomposed letters', (code: string) => code.normalize('NFD')],
  ])('counts as heard: %s', async (_how, spoken) => {
    const { desk } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await call.say(spoken(anna.code)))).toBe('verified');
  });

  test('shows the account unmasked to the agent who verified, and to nobody else', async () => {
    const { desk, supervisor } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    const { accountId } = call.account;
    expect(call.account.masked).toBe(true);
    expect(call.account.email).toContain('•');
    await call.say(anna.code);
    const shown = must(await desk.accounts.view({ accountId }));
    expect(shown.masked).toBe(false);
    expect(shown.email).toMatch(/^[^•]+@[^•]+$/);
    expect(must(await supervisor.desk.accounts.open({ accountId })).masked).toBe(true);
    await call.end();
    expect(must(await desk.accounts.view({ accountId })).masked).toBe(true);
  });

  test('puts every request of the catalogue in exactly one list', async () => {
    const { desk } = await newDesk();
    const { requests } = must(await desk.verification.catalogue({}));
    const call = await beginCall(desk, { contact: anna.name });
    const { verdict } = await call.say(anna.code);
    if (verdict?.kind !== 'verified') throw new Error('not verified');
    const { allowed, afterStepUp, afterApproval, notPermitted } = verdict.grant;
    const lists = [...allowed, ...afterStepUp, ...afterApproval, ...notPermitted];
    expect(lists.toSorted()).toEqual(requests.map(({ requestId }) => requestId).toSorted());
  });
});

describe('a code that does not verify', () => {
  test('is told as not verified, with the tries that are left, and then waits', async () => {
    const { desk, clock } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    expect((await call.say(wrong)).verdict).toMatchObject({ kind: 'not_verified', triesLeft: 2 });
    expect((await call.say(wrong)).verdict).toMatchObject({ kind: 'not_verified', triesLeft: 1 });
    expect((await call.say(wrong)).verdict).toMatchObject({ kind: 'not_verified', triesLeft: 0 });
    expect(kindOf(await call.say(anna.code))).toBe('spent');
    const again = await beginCall(desk, { contact: anna.name });
    const until = clock.time + 30 * second;
    expect((await again.say(anna.code)).verdict).toMatchObject({ kind: 'wait', until });
    clock.pass(30 * second);
    expect(kindOf(await again.say(anna.code))).toBe('verified');
  });

  test('the main code, from a contact without viewing access: the record alone says which', async () => {
    const { desk, supervisor, folder } = await newDesk();
    const call = await beginCall(desk, { contact: ida.name });
    const said = await call.say(mainCode);
    const other = await beginCall(desk, { contact: ida.name });
    const unlike = await other.say(wrong);
    expect(said.verdict).toMatchObject({ kind: 'not_verified', why: 'no_code_to_use' });
    expect({ ...unlike.verdict, triesLeft: 0 }).toEqual({ ...said.verdict, triesLeft: 0 });
    const { verificationId } = call;
    const { entries } = must(await supervisor.desk.audit.story({ verificationId }));
    expect(entries.map(({ details }) => details['why'])).toContain('main_code_without_access');
    const { store, close } = await openStoreOf(folder);
    expect(await store.selectFrom('verification_grant').selectAll().execute()).toEqual([]);
    await close();
  });

  test("another contact's own code verifies nobody but that contact", async () => {
    const { desk } = await newDesk();
    const call = await beginCall(desk, { contact: per.name });
    expect(kindOf(await call.say(anna.code))).toBe('not_verified');
  });

  test('somebody who is not on the account is never verified, whatever they say', async () => {
    const { desk } = await newDesk();
    const call = await beginCall(desk, { contact: null });
    for (const code of [mainCode, anna.code, wrong])
      expect((await call.say(code)).verdict).toMatchObject({ why: 'unknown_caller' });
  });

  test('with no letter or digit in it costs nothing', async () => {
    const { desk } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    const { verificationId } = call;
    const result = await desk.verification.attempt({ verificationId, code: '… !', pasted: false });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect((await call.view()).attemptsUsed).toBe(0);
  });
});

describe('ten failures in a row', () => {
  test('disable the code for that contact alone; a call-back and a second person enable it', async () => {
    const { desk, clock, supervisor } = await newDesk();
    let call = await beginCall(desk, { contact: per.name });
    for (let failures = 1; failures <= 10; failures++) {
      if (failures > 3) clock.pass(32 * 60 * second);
      if (!must(await desk.session.current({})).session || (await lockedOut())) await signInAgain();
      call = await beginCall(desk, { contact: per.name });
      expect(kindOf(await call.say(wrong))).toBe('not_verified');
    }
    call = await beginCall(desk, { contact: per.name });
    expect(kindOf(await call.say(mainCode))).toBe('disabled');
    clock.pass(24 * 3600 * second);
    await signInAgain();
    call = await beginCall(desk, { contact: per.name });
    expect(kindOf(await call.say(mainCode))).toBe('disabled');
    const owner = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await owner.say(mainCode))).toBe('verified');

    const { verificationId } = call;
    const { numbers } = must(await desk.approvals.callBackNumbers({ verificationId }));
    expect(numbers[0]?.number).toMatch(/^\+\d/);
    const calledBack = numbers[0]?.source ?? 'account';
    must(await desk.approvals.ask({ verificationId, calledBack }));
    expect(await desk.approvals.ask({ verificationId, calledBack })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect((await call.view()).enableRequested).toBe(true);
    must(
      await supervisor.desk.session.signIn({
        username: demo.supervisor.username,
        password: demo.supervisor.password,
      }),
    );
    const { approvals } = must(await supervisor.desk.approvals.list({}));
    expect(approvals).toHaveLength(1);
    const approvalId = approvals[0]?.approvalId ?? 0;
    const decision = { approvalId, decision: 'approve', reason: 'Reached on record' } as const;
    must(await supervisor.desk.approvals.decide(decision));
    expect(await supervisor.desk.approvals.decide(decision)).toMatchObject({ ok: false });
    expect(kindOf(await call.say(mainCode))).toBe('verified');

    async function lockedOut() {
      return must(await desk.session.current({})).session?.state !== 'active';
    }
    async function signInAgain() {
      const { username, password } = demo.phoneAgent;
      must(await desk.session.signIn({ username, password }));
    }
  });

  test('whoever gave the agent a password today does not decide on what the agent asks for', async () => {
    const { backend, supervisor } = await newDesk();
    const { username } = demo.phoneAgent;
    const password = 'a password I happen to know';
    must(await supervisor.desk.staff.resetPassword({ username, password }));
    const { desk } = await signIn(backend, username, password);
    const own = { currentPassword: password, newPassword: `${password}, still` };
    must(await desk.session.changePassword(own));
    const call = await beginCall(desk, { ...demo.disabled });
    const { verificationId } = call;
    const { numbers } = must(await desk.approvals.callBackNumbers({ verificationId }));
    const calledBack = numbers[0]?.source ?? 'account';
    const { approvalId } = must(await desk.approvals.ask({ verificationId, calledBack }));
    const decision = { approvalId, decision: 'approve', reason: 'Reached' } as const;
    expect(await supervisor.desk.approvals.decide(decision)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    });
  });

  test('nobody decides on a request of their own', async () => {
    const { supervisor, clock } = await newDesk();
    const { desk } = supervisor;
    const call = await beginCall(desk, { ...demo.disabled });
    expect(kindOf(await call.say(wrong))).toBe('disabled');
    const { verificationId } = call;
    const { numbers } = must(await desk.approvals.callBackNumbers({ verificationId }));
    const calledBack = numbers[0]?.source ?? 'account';
    const { approvalId } = must(await desk.approvals.ask({ verificationId, calledBack }));
    clock.pass(second);
    expect(
      await desk.approvals.decide({ approvalId, decision: 'approve', reason: 'mine' }),
    ).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
  });
});

describe('calls', () => {
  test("another agent's call can't be seen, tried or ended", async () => {
    const { desk, supervisor } = await newDesk();
    const { verificationId } = await beginCall(desk, { contact: anna.name });
    const other = supervisor.desk.verification;
    for (const result of [
      await other.view({ verificationId }),
      await other.end({ verificationId }),
      await other.attempt({ verificationId, code: anna.code, pasted: false }),
      await other.changeRequest({ verificationId, requestId: 'change-dns' }),
    ])
      expect(result).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  test('an ended call takes no code and its grant is gone', async () => {
    const { desk, clock } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    await call.say(anna.code);
    clock.pass(60 * second);
    const ended = await call.end();
    expect(ended.verdict).toMatchObject({ grant: { expiresAt: clock.time } });
    const { verificationId } = call;
    expect(
      await desk.verification.attempt({ verificationId, code: anna.code, pasted: false }),
    ).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await call.end()).endedAt).toBe(ended.endedAt);
  });

  test('a call ended while its code is being checked grants nothing, and the log says so', async () => {
    const { desk, supervisor } = await newDesk({ hashCost: fullHashCost });
    // From the first success on the code is hashed at the full cost: long enough to end a call.
    const earlier = await beginCall(desk, { contact: anna.name });
    await earlier.say(anna.code);
    await earlier.end();
    const call = await beginCall(desk, { contact: anna.name });
    const [said] = await Promise.all([call.say(anna.code), call.end()]);
    expect(said.verdict).toBeNull();
    const { verificationId } = call;
    const { entries } = must(await supervisor.desk.audit.story({ verificationId }));
    const attempt = entries.find(({ action }) => action === 'verification.attempted');
    expect(attempt).toMatchObject({ outcome: 'refused', details: { why: 'call_ended' } });
    expect(must(await desk.accounts.view({ accountId: call.account.accountId })).masked).toBe(true);
  });

  test('a chat marks the code that verified as exposed in the transcript; a phone call does not', async () => {
    const { desk } = await newDesk();
    const phone = await beginCall(desk, { contact: anna.name });
    expect((await phone.say(anna.code)).codeExposed).toBe(false);
    await phone.end();
    const chat = await beginCall(desk, { contact: anna.name, channel: 'chat' });
    expect((await chat.say(anna.code, true)).codeExposed).toBe(true);
    const { accountId } = chat.account;
    const shown = must(await desk.accounts.view({ accountId }));
    expect(shown.contacts.find(({ name }) => name === anna.name)?.code.exposed).toBe(true);
  });

  test('a main code pasted by somebody who may not use it is exposed all the same', async () => {
    const { desk } = await newDesk();
    const chat = await beginCall(desk, { contact: ida.name, channel: 'chat' });
    expect(kindOf(await chat.say(mainCode, true))).toBe('not_verified');
    const { accountId } = chat.account;
    const { contacts } = must(await desk.accounts.view({ accountId }));
    expect(contacts.find(({ name }) => name === per.name)?.code.exposed).toBe(true);
  });

  test('whoever verifies in chat by the main code beside an own one is told that it is exposed', async () => {
    const { desk } = await newDesk();
    const chat = await beginCall(desk, { contact: anna.name, channel: 'chat' });
    const said = await chat.say(mainCode, true);
    expect(said).toMatchObject({ verdict: { kind: 'verified' }, codeExposed: true });
  });

  test('a grant from the future is none, when the clock goes back', async () => {
    const { desk, clock } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    await call.say(anna.code);
    clock.pass(-2 * 60 * second);
    expect(must(await desk.accounts.view({ accountId: call.account.accountId })).masked).toBe(true);
    const { verdict } = await call.view();
    expect(verdict).toMatchObject({ grant: { expiresAt: clock.time + 2 * 60 * second } });
  });

  test('an account must be opened before a caller on it can be verified', async () => {
    const { desk, supervisor } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    const { accountId } = call.account;
    const input = {
      accountId,
      contactId: null,
      channel: 'phone',
      requestId: 'change-dns',
    } as const;
    expect(await supervisor.desk.verification.begin(input)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  test('signing out ends the calls in progress; locking keeps them', async () => {
    const { desk, agent, backend } = await newDesk();
    const call = await beginCall(desk, { contact: anna.name });
    must(await desk.session.lock({}));
    expect(await desk.verification.listOpen({})).toMatchObject({
      ok: false,
      error: { code: 'session_locked' },
    });
    must(await desk.session.unlock({ password: demo.phoneAgent.password }));
    const { verifications } = must(await desk.verification.listOpen({}));
    expect(verifications.map(({ verificationId }) => verificationId)).toEqual([
      call.verificationId,
    ]);
    must(await desk.session.signOut({}));
    expect(agent.caller.token).toBeNull();
    must(await desk.session.signIn({ ...demo.phoneAgent }));
    expect(must(await desk.verification.listOpen({})).verifications).toEqual([]);
    expect(backend).toBeDefined();
  });
});

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
