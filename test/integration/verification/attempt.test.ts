import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

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
