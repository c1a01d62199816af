import { describe, expect, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { approve, atCodes } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must } from '#test/support/test-desk.ts';

const { anna, per, mainCode } = demo.larsen;
const requestId = 'change-security-code';
const conflict = { error: { code: 'conflict' } };
const minute = 60_000;

/** A call with the verified owner. */
async function verifiedCall() {
  const parts = await newDesk();
  const call = await beginCall(parts.desk, { contact: anna.name });
  await call.say(anna.code);
  return { ...parts, call, verificationId: call.verificationId };
}

describe('a supervisor’s approval', () => {
  test('is asked for what stands after a step-up or an approval in the grant, and for no more', async () => {
    const { desk, verificationId } = await verifiedCall();
    const numbersFor = (request: string) =>
      desk.approvals.callBackNumbers({ verificationId, requestId: request });
    expect(must(await numbersFor(requestId)).numbers.length).toBeGreaterThan(0);
    expect(must(await numbersFor('close-account')).numbers.length).toBeGreaterThan(0);
    for (const request of ['tell-username', 'no-such-request'])
      expect(await numbersFor(request)).toMatchObject(conflict);
    const other = await beginCall(desk, { contact: per.name });
    const unverified = { verificationId: other.verificationId, requestId };
    expect(await desk.approvals.callBackNumbers(unverified)).toMatchObject(conflict);
    await other.say(mainCode);
    // Not theirs to ask for: no call-back helps.
    const { verificationId: theirs } = other;
    const notTheirs = { verificationId: theirs, requestId: 'change-ownership' };
    expect(await desk.approvals.callBackNumbers(notTheirs)).toMatchObject(conflict);
  });

  test('waits once, by name, and is a second person’s to decide', async () => {
    const { desk, supervisor, verificationId } = await verifiedCall();
    const ask = () => desk.approvals.ask({ verificationId, calledBack: 'account', requestId });
    const { approvalId } = must(await ask());
    expect(await ask()).toMatchObject(conflict);
    const { approvals } = must(await supervisor.desk.approvals.list({}));
    expect(approvals).toMatchObject([
      { approvalId, requestId, requestLabel: 'Set or replace a security code', mayDecide: true },
    ]);
    const decision = { approvalId, decision: 'refuse', reason: 'Not the voice I know' } as const;
    must(await supervisor.desk.approvals.decide(decision));
    expect(must(await desk.approvals.ofCall({ verificationId })).approvals).toMatchObject([
      { decision: 'refuse', holdsUntil: null },
    ]);
    const codes = await atCodes(
      { desk, caller: supervisor.caller },
      { by: 'call', verificationId },
    );
    expect(await codes.trySet(anna.name, 'purple kites over Oslo')).toMatchObject({
      error: { code: 'not_allowed', details: { need: 'step_up' } },
    });
    must(await ask());
  });

  test('is nobody’s own, also not a supervisor’s who takes the call', async () => {
    const { supervisor } = await newDesk();
    const { desk } = supervisor;
    const call = await beginCall(desk, { contact: anna.name });
    await call.say(anna.code);
    const { verificationId } = call;
    const { approvalId } = must(
      await desk.approvals.ask({ verificationId, calledBack: 'account', requestId }),
    );
    const decision = { approvalId, decision: 'approve', reason: 'Mine' } as const;
    expect(await desk.approvals.decide(decision)).toMatchObject({ error: { code: 'not_allowed' } });
  });

  test('holds for what was approved, and no longer than fifteen minutes or the grant', async () => {
    const parts = await verifiedCall();
    const { desk, call, verificationId, clock } = parts;
    await approve(parts, call, 'change-viewing-access');
    const codes = await atCodes(parts.agent, { by: 'call', verificationId });
    const other = await codes.trySet(anna.name, 'purple kites over Oslo');
    expect(other).toMatchObject({ error: { details: { need: 'step_up' } } });
    await approve(parts, call, requestId);
    for (let passed = 0; passed < 15; passed += 3) {
      clock.pass(3 * minute);
      must(await desk.session.touch({}));
    }
    const late = await codes.trySet(anna.name, 'purple kites over Oslo');
    expect(late).toMatchObject({ error: { details: { need: 'verification' } } });
  });

  test('of a request does no more an hour after the call-back: who calls then may be somebody else', async () => {
    const { desk, supervisor, call, verificationId, clock } = await verifiedCall();
    const ask = async (id: number) =>
      must(await desk.approvals.ask({ verificationId: id, calledBack: 'account', requestId }))
        .approvalId;
    const stale = await ask(verificationId);
    await call.end();
    for (let passed = 0; passed < 60; passed += 4) {
      clock.pass(4 * minute);
      for (const one of [desk, supervisor.desk]) must(await one.session.touch({}));
    }
    const later = await beginCall(desk, { contact: anna.name });
    await later.say(anna.code);
    const decide = (approvalId: number, decision: 'approve' | 'refuse') =>
      supervisor.desk.approvals.decide({ approvalId, decision, reason: 'Reached on record' });
    expect(await decide(stale, 'approve')).toMatchObject(conflict);
    // The caller of now is called back anew, whatever is left undecided.
    must(await decide(await ask(later.verificationId), 'approve'));
    must(await decide(stale, 'refuse'));
    const codes = await atCodes(
      { desk, caller: supervisor.caller },
      { by: 'call', verificationId: later.verificationId },
    );
    expect(must(await codes.trySet(anna.name, 'purple kites over Oslo')).kind).toBe('set');
  });
});
