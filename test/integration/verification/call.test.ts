import { describe, expect, test } from 'vitest';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must } from '#test/support/test-desk.ts';

const { anna, per, ida, mainCode } = demo.larsen;
const second = 1000;

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
    const saying = call.say(anna.code);
    // A call that ends before its try is charged is another case.
    const used = async () => (await call.view()).attemptsUsed;
    await expect.poll(used, { interval: 2 }).toBe(1);
    await call.end();
    expect((await saying).verdict).toBeNull();
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
