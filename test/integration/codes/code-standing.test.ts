import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { approve, atCodes } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must } from '#test/support/test-desk.ts';

const { anna, per, ida, mainCode } = demo.larsen;
const reason = 'The client asked in person';
const notAllowed = (need: string) => ({ error: { code: 'not_allowed', details: { need } } });

describe('a disabled code', () => {
  test('verifies nobody and reads as no code, until a call-back and a second person enable it', async () => {
    const parts = await newDesk();
    const { desk, supervisor } = parts;
    const codes = await atCodes(supervisor);
    const { contacts } = must(await supervisor.desk.codes.disable(await codes.changing(anna.name)));
    expect(contacts.find(({ name }) => name === anna.name)?.own).toMatchObject({ disabled: true });
    const again = await supervisor.desk.codes.disable(await codes.changing(anna.name));
    expect(again).toMatchObject({ error: { code: 'conflict' } });

    const owner = { contact: anna.name };
    // The owner may say the main code all the same.
    const call = await beginCall(desk, owner);
    expect(call.begun).toMatchObject({ codeAccess: 'main', codeDisabled: false });
    expect(kindOf(await call.say(anna.code))).toBe('not_verified');
    must(await supervisor.desk.codes.disable(await codes.changing(null)));
    const without = await beginCall(desk, owner);
    expect(without.begun).toMatchObject({ codeAccess: 'none', codeDisabled: true });
    expect((await without.say(anna.code)).verdict).toMatchObject({ why: 'no_code_to_use' });

    await approve(parts, without);
    expect(kindOf(await without.say(anna.code))).toBe('verified');
  });

  test('is enabled by a supervisor’s reason, which forgives the contact’s failures', async () => {
    const { desk, supervisor, clock } = await newDesk();
    const codes = await atCodes(supervisor);
    must(await supervisor.desk.codes.disable(await codes.changing(anna.name)));
    const call = await beginCall(desk, { contact: anna.name });
    for (let tries = 0; tries < 3; tries++) await call.say('certainly not it');
    const { leave: _leave, ...asked } = await codes.changing(anna.name);
    expect(await desk.codes.enable({ ...asked, reason })).toMatchObject({
      error: { code: 'not_allowed' },
    });
    must(await supervisor.desk.codes.enable({ ...asked, reason }));
    clock.pass(1000);
    const next = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await next.say(anna.code))).toBe('verified');
  });
});

describe('a code in whose place another is due', () => {
  test('verifies once, for tier 1 alone, and then as if it were none', async () => {
    const { desk, supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    await codes.set(anna.name, 'seven quiet herons standing');
    must(await supervisor.desk.codes.requireChange(await codes.changing(anna.name)));
    must(await supervisor.desk.codes.remove(await codes.changing(null)));
    const once = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await once.say('not it at all'))).toBe('not_verified');
    const said = await once.say('seven quiet herons standing');
    expect(said).toMatchObject({ codeMustChange: true, verdict: { kind: 'verified' } });
    const grant = said.verdict?.kind === 'verified' ? said.verdict.grant : null;
    expect(grant?.allowed).toEqual(expect.arrayContaining(['tell-username']));
    expect(grant?.allowed).not.toContain('change-dns');
    expect(grant?.afterStepUp).toEqual(expect.arrayContaining(['change-dns']));

    const twice = await beginCall(desk, { contact: anna.name });
    expect(twice.begun).toMatchObject({ codeAccess: 'none', codeDisabled: true });
    const { verdict } = await twice.say('seven quiet herons standing');
    expect(verdict).toMatchObject({ kind: 'not_verified', why: 'no_code_to_use' });
    await codes.set(anna.name, 'amber lanterns by the harbour');
    const after = await beginCall(desk, { contact: anna.name });
    expect(await after.say('amber lanterns by the harbour')).toMatchObject({
      codeMustChange: false,
      verdict: { kind: 'verified' },
    });
  });

  test('is due once: asking again gives back no use that is spent; a supervisor’s reason does', async () => {
    const { desk, supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    const require = async () => supervisor.desk.codes.requireChange(await codes.changing(null));
    const saying = async () => {
      const call = await beginCall(desk, { contact: per.name });
      return kindOf(await call.say(mainCode));
    };
    must(await require());
    expect(await require()).toMatchObject({ error: { code: 'conflict' } });
    expect(await saying()).toBe('verified');
    expect(await require()).toMatchObject({ error: { code: 'conflict' } });
    expect(await saying()).toBe('not_verified');
    const { leave: _leave, ...asked } = await codes.changing(null);
    must(await supervisor.desk.codes.enable({ ...asked, reason }));
    expect(await saying()).toBe('verified');
  });

  test('is not used up by a call that ends while it is being checked', async () => {
    const { desk, supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    must(await supervisor.desk.codes.requireChange(await codes.changing(anna.name)));
    const call = await beginCall(desk, { contact: anna.name });
    const saying = call.say(anna.code);
    const used = async () => (await call.view()).attemptsUsed;
    await expect.poll(used, { interval: 2 }).toBe(1);
    await call.end();
    const said = await saying;
    const own = (await codes.view()).contacts.find(({ name }) => name === anna.name)?.own;
    expect(own?.mustChange).toBe(kindOf(said) === 'verified' ? 'used' : 'once_more');
  });
});

test('a removed code verifies nobody, and can’t come back', async () => {
  const { desk, supervisor } = await newDesk();
  const codes = await atCodes(supervisor);
  must(await supervisor.desk.codes.remove(await codes.changing(null)));
  const call = await beginCall(desk, { contact: per.name });
  expect(call.begun).toMatchObject({ codeAccess: 'none', codeDisabled: false });
  expect(kindOf(await call.say(mainCode))).toBe('not_verified');
  expect(await codes.set(null, mainCode)).toMatchObject({ problems: ['not_usable'] });
  const none = await supervisor.desk.codes.remove(await codes.changing(null));
  expect(none).toMatchObject({ error: { code: 'conflict' } });
});

test('viewing access is given and taken, and the owner needs none', async () => {
  const { desk, supervisor } = await newDesk();
  const codes = await atCodes(supervisor);
  const set = async (name: string, may: boolean) => {
    const { contactId, ...asked } = await codes.changing(name);
    return supervisor.desk.codes.setViewingAccess({ ...asked, contactId: contactId ?? 0, may });
  };
  must(await set(ida.name, true));
  const call = await beginCall(desk, { contact: ida.name });
  expect(kindOf(await call.say(mainCode))).toBe('verified');
  must(await set(ida.name, false));
  const next = await beginCall(desk, { contact: ida.name });
  expect(kindOf(await next.say(mainCode))).toBe('not_verified');
  expect(await set(anna.name, true)).toMatchObject({ error: { code: 'conflict' } });
});

test('viewing access that is taken ends what was granted by the main code, and nothing else', async () => {
  const { desk, supervisor } = await newDesk();
  const codes = await atCodes(supervisor);
  const own = 'seven quiet herons standing';
  await codes.set(per.name, own);
  const calls = await Promise.all(
    [mainCode, own].map(async (code) => {
      const call = await beginCall(desk, { contact: per.name });
      expect(kindOf(await call.say(code))).toBe('verified');
      return call;
    }),
  );
  const told = async () => {
    const said = [];
    for (const { account, verificationId } of calls) {
      const leave = { by: 'call', verificationId } as const;
      said.push(await desk.portal.tellUsername({ accountId: account.accountId, leave }));
    }
    return said;
  };
  const { contactId, ...asked } = await codes.changing(per.name);
  const access = { ...asked, contactId: contactId ?? 0 };
  must(await supervisor.desk.codes.setViewingAccess({ ...access, may: true }));
  expect(await told()).toMatchObject([{ ok: true }, { ok: true }]);
  const { version } = await codes.view();
  must(await supervisor.desk.codes.setViewingAccess({ ...access, version, may: false }));
  expect(await told()).toMatchObject([notAllowed('verification'), { ok: true }]);
});

describe('by leave of a caller', () => {
  test('a code is set after a call-back and a second person, within fifteen minutes', async () => {
    const parts = await newDesk();
    const call = await beginCall(parts.desk, { contact: anna.name });
    const { verificationId } = call;
    const codes = await atCodes(parts.agent, { by: 'call', verificationId });
    const trySet = () => codes.trySet(anna.name, 'purple kites over Oslo');
    expect(await trySet()).toMatchObject(notAllowed('verification'));
    await call.say(anna.code);
    expect(await trySet()).toMatchObject(notAllowed('step_up'));
    const approvalId = await approve(parts, call, 'change-security-code');
    const { approvals } = must(await parts.desk.approvals.ofCall({ verificationId }));
    expect(approvals).toMatchObject([
      { approvalId, decision: 'approve', requestId: 'change-security-code' },
    ]);
    expect(must(await trySet()).kind).toBe('set');
  });

  test('nobody sets codes that are not theirs, and what was refused is on record', async () => {
    const parts = await newDesk();
    const call = await beginCall(parts.desk, { contact: per.name });
    await call.say(mainCode);
    const { verificationId } = call;
    const codes = await atCodes(parts.agent, { by: 'call', verificationId });
    // Whoever repeats it does not fill the log.
    for (const name of [null, anna.name, null])
      expect(await codes.trySet(name, 'purple kites over Oslo')).toMatchObject(
        notAllowed('permission'),
      );
    const { entries } = must(
      await parts.supervisor.desk.audit.list({
        filter: { action: 'leave.refused' },
        before: null,
        limit: 10,
      }),
    );
    expect(entries.map(({ details }) => [details['change'], details['need']])).toEqual([
      ['code.own', 'permission'],
      ['code.main', 'permission'],
    ]);
  });

  test('an agent’s own reason is none', async () => {
    const { agent } = await newDesk();
    const codes = await atCodes(agent);
    expect(await codes.trySet(anna.name, 'purple kites over Oslo')).toMatchObject(
      notAllowed('supervisor'),
    );
  });
});
