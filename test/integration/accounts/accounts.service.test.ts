import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { atCodes } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openAccount } from '#test/support/test-desk.ts';

const { larsen } = demo;
const hour = 3_600_000;

describe('an open account', () => {
  test('shows the owner first and who can verify by which code', async () => {
    const { desk } = await newDesk();
    const { account } = await openAccount(desk, larsen.clientId);
    expect(
      account.contacts.map(({ name, kind, code }) => [name, kind, code.access, code.strength]),
    ).toEqual([
      ['Anna Larsen', 'owner', 'own', 'strong'],
      ['Ida Berg', 'authorized', 'none', null],
      ['Per Holm', 'authorized', 'main', 'standard'],
    ]);
    expect(account.contacts.map(({ throttle }) => throttle)).toEqual(
      Array(3).fill({ kind: 'free', triesLeft: 3 }),
    );
  });

  test.each([
    ['104883', 'Jürgen Müller', 'main', false],
    ['104883', 'Katrin Weiß', 'none', false],
    ['104884', 'Siobhán Ní Bhriain', 'main', false],
    ['104885', 'Zoë Dubois', 'own', false],
    ['104886', 'Bjørn Åsgård', 'none', false],
    ['104888', 'Dale Whitfield', 'main', true],
  ])('%s: %s can be verified by: %s', async (clientId, name, access, fromOldCode) => {
    const { desk } = await newDesk();
    const { contact } = await openAccount(desk, clientId);
    expect(contact(name).code).toMatchObject({ access, fromOldCode });
  });

  test('tells a disabled code from the same code in use by others', async () => {
    const { desk } = await newDesk();
    const { contact } = await openAccount(desk, demo.disabled.clientId);
    expect(contact(demo.disabled.contact).throttle.kind).toBe('disabled');
    expect(contact('Lucía Rodríguez').throttle.kind).toBe('free');
  });

  test('is masked but for names and domains', async () => {
    const { desk } = await newDesk();
    const { account, contact } = await openAccount(desk, larsen.clientId);
    expect(account).toMatchObject({
      masked: true,
      name: 'Larsen Data AS',
      username: 'la•••',
      email: 'a•••@la•••.no',
      phone: '•••• 60',
    });
    expect(account.services[0]?.domain).toBe('larsendata.no');
    expect(contact('Per Holm')).toMatchObject({ email: 'p•••@la•••.no', phone: '•••• 67' });
    expect(contact('Ida Berg').phone).toBeNull();
  });

  test('tells how each code stands, also one that verifies nobody just now', async () => {
    const { desk, supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    must(await supervisor.desk.codes.disable(await codes.changing(larsen.anna.name)));
    const { account, contact } = await openAccount(desk, larsen.clientId);
    expect(account.mainCode).toMatchObject({ strength: 'standard', disabled: false });
    expect(contact(larsen.anna.name)).toMatchObject({
      ...{ ownCode: { strength: 'strong', disabled: true }, code: { access: 'main' } },
    });
    expect(contact(larsen.per.name)).toMatchObject({ ownCode: null, viewingAccess: true });
    expect(JSON.stringify(account)).not.toMatch(/hash|argon|otters|teakettle/);
  });

  test('tells of the last twenty calls, the newest first', async () => {
    const { desk, supervisor } = await newDesk();
    for (let calls = 0; calls < 18; calls++)
      await (await beginCall(desk, { contact: larsen.ida.name })).end();
    const wrong = await beginCall(desk, { contact: larsen.per.name, channel: 'chat' });
    await wrong.say('certainly not it');
    await wrong.end();
    await (await beginCall(desk, { contact: null })).end();
    const right = await beginCall(desk, { contact: larsen.anna.name });
    await right.say(larsen.anna.code);
    const { account } = await openAccount(supervisor.desk, larsen.clientId);
    const { recentCalls } = account;
    expect(recentCalls).toHaveLength(20);
    expect(recentCalls.slice(0, 4)).toMatchObject([
      { contactName: larsen.anna.name, outcome: 'verified', endedAt: null, channel: 'phone' },
      { contactName: null, outcome: 'not_tried', endedAt: expect.any(Number) },
      { contactName: larsen.per.name, outcome: 'not_verified', channel: 'chat' },
      { contactName: larsen.ida.name, requestLabel: 'Technical support on a service' },
    ]);
  });

  test('is unmasked for the agent who verified a caller, until the call ends', async () => {
    const { desk, supervisor } = await newDesk();
    const call = await beginCall(desk, { contact: larsen.anna.name });
    expect(kindOf(await call.say(larsen.anna.code))).toBe('verified');
    const accountId = call.account.accountId;
    const seen = must(await desk.accounts.view({ accountId }));
    expect(seen).toMatchObject({
      masked: false,
      username: 'larsendata',
      email: 'anna@larsendata.no',
      phone: '+47 22 41 50 60',
    });
    must(await desk.accounts.view({ accountId }));
    const others = await openAccount(supervisor.desk, larsen.clientId);
    expect(others.account.masked).toBe(true);

    await call.end();
    expect(must(await desk.accounts.view({ accountId })).masked).toBe(true);
    const { entries } = must(
      await supervisor.desk.audit.list({
        filter: { action: 'account.unmasked' },
        before: null,
        limit: 10,
      }),
    );
    expect(entries.map(({ verificationId }) => verificationId)).toEqual([call.verificationId]);
  });

  test('is unmasked for no longer than the grant lasts', async () => {
    const { desk, clock } = await newDesk();
    const call = await beginCall(desk, { contact: larsen.anna.name });
    const view = await call.say(larsen.anna.code);
    if (view.verdict?.kind !== 'verified') throw new Error('Not verified');
    // In steps: a pause as long as this would lock the session.
    while (clock.time < view.verdict.grant.expiresAt) {
      clock.pass(60_000);
      must(await desk.session.touch({}));
    }
    const { accountId } = call.account;
    expect(must(await desk.accounts.view({ accountId })).masked).toBe(true);
  });
});

describe('opening', () => {
  test('is logged each time, viewing is not', async () => {
    const { desk, supervisor } = await newDesk();
    const { account } = await openAccount(desk, larsen.clientId);
    must(await desk.accounts.view({ accountId: account.accountId }));
    await openAccount(desk, larsen.clientId);
    const { entries } = must(
      await supervisor.desk.audit.list({
        filter: { action: 'account.opened' },
        before: null,
        limit: 10,
      }),
    );
    expect(entries.map(({ clientId }) => clientId)).toEqual([larsen.clientId, larsen.clientId]);
  });

  test('refuses what is not there, and viewing what was not opened within the hour', async () => {
    const { desk, supervisor, clock } = await newDesk();
    const missing = await desk.accounts.open({ accountId: 999_999 });
    expect(missing).toMatchObject({ ok: false, error: { code: 'not_found' } });

    const { account } = await openAccount(supervisor.desk, larsen.clientId);
    const { accountId } = account;
    const unopened = await desk.accounts.view({ accountId });
    expect(unopened).toMatchObject({ ok: false, error: { code: 'not_found' } });

    await openAccount(desk, larsen.clientId);
    for (let passed = 0; passed < hour; passed += 60_000) {
      clock.pass(60_000);
      must(await desk.session.touch({}));
    }
    const late = await desk.accounts.view({ accountId });
    expect(late).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});
