import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, signIn } from '#test/support/test-desk.ts';

const { anna, per, mainCode } = demo.larsen;
const wrong = 'certainly not the code';
const second = 1000;

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
