import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { approve, byReason } from '#test/support/codes-desk.ts';
import { atContacts, callBy, ola } from '#test/support/contacts-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

const { anna, per, ida, clientId, mainCode } = demo.larsen;
const everything = { before: null, limit: 50 };
const contactsRequest = 'change-authorized-contacts';
const notPermitted = { error: { code: 'not_allowed', details: { need: 'permission' } } };

describe('a contact who is added', () => {
  test('may ask for what is ticked, has no code yet, and is looked up at once', async () => {
    const { supervisor } = await newDesk();
    const { desk } = supervisor;
    const contacts = await atContacts(desk);
    const { version } = await contacts.view();
    const added = must(await contacts.add());
    if (added.kind !== 'added') throw new Error('refused');
    expect(await contacts.contact(ola.name)).toMatchObject({
      kind: 'authorized',
      permissions: ['technical'],
      code: { access: 'none' },
      viewingAccess: false,
      ownCode: null,
    });
    for (const query of ['ola vik', ola.email, '+47 22415099', 'vik ola'])
      expect(must(await desk.accounts.search({ query })).results[0], query).toMatchObject({
        accountId: contacts.accountId,
        match: { contactId: added.contactId },
      });
    for (const query of [clientId, 'larsendata', 'per holm', 'larsendata.no'])
      expect(must(await desk.accounts.search({ query })).results[0]?.clientId, query).toBe(
        clientId,
      );
    expect((await contacts.view()).version).toBe(version + 1);
  });

  test('is in the log with the reason, and without a name or number', async () => {
    const { supervisor } = await newDesk();
    must(await (await atContacts(supervisor.desk)).add());
    const filter = { action: 'contact.added' } as const;
    const { entries } = must(await supervisor.desk.audit.list({ filter, ...everything }));
    expect(entries).toMatchObject([{ details: { leave: 'reason', permissions: 'technical' } }]);
    expect(JSON.stringify(entries[0]?.details)).not.toMatch(/ola|2241/i);
  });

  test('is added once, however often and by however many it is sent', async () => {
    const parts = await newDesk();
    const second = await parts.another();
    const contacts = await atContacts(parts.supervisor.desk);
    const asked = { ...(await contacts.changing()), ...ola, permissions: ['billing' as const] };
    const { caller, desk } = parts.supervisor;
    const sent = await Promise.all([
      desk.accounts.addContact(asked),
      second.call('accounts.addContact', asked, caller),
      desk.accounts.addContact(asked),
    ]);
    const contactId = await contacts.idOf(ola.name);
    for (const one of sent) expect(one).toEqual({ ok: true, value: { kind: 'added', contactId } });
    expect((await contacts.view()).contacts).toHaveLength(4);
    expect(must(await desk.accounts.addContact({ ...asked, permissions: [] }))).toMatchObject({
      problems: [{ field: 'name', problem: 'taken' }],
    });
    const other = { ...asked, name: 'Kari Moe' };
    expect(await desk.accounts.addContact(other)).toMatchObject({ error: { code: 'conflict' } });
  });

  test('is refused where they could not be told apart, or can’t be kept', async () => {
    const { supervisor } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    expect(must(await contacts.add({ name: 'per  HOLM' }))).toEqual({
      kind: 'refused',
      problems: [{ field: 'name', problem: 'taken' }],
    });
    expect(must(await contacts.add({ name: '', email: 'ola', phone: '12' }))).toEqual({
      kind: 'refused',
      problems: [
        { field: 'name', problem: 'missing' },
        { field: 'email', problem: 'form' },
        { field: 'phone', problem: 'form' },
      ],
    });
    expect((await contacts.view()).contacts).toHaveLength(3);
  });

  test('by an agent needs a verified caller, a call-back and a second person', async () => {
    const parts = await newDesk();
    const call = await beginCall(parts.desk, { contact: anna.name });
    expect(kindOf(await call.say(anna.code))).toBe('verified');
    const leave = { by: 'call', verificationId: call.verificationId } as const;
    const contacts = await atContacts(parts.desk, leave);
    expect(await contacts.add()).toMatchObject({ error: { details: { need: 'step_up' } } });
    expect(await (await atContacts(parts.desk, byReason)).add()).toMatchObject({
      error: { details: { need: 'supervisor' } },
    });
    await approve(parts, call, contactsRequest);
    expect(must(await contacts.add()).kind).toBe('added');
  });
});

describe('a contact who is changed', () => {
  test('is changed in what was given alone, and is found by it instead of what was', async () => {
    const { supervisor } = await newDesk();
    const { desk } = supervisor;
    const contacts = await atContacts(desk);
    const before = await contacts.contact(per.name);
    must(await contacts.change(per.name, { name: 'Per Holm-Dahl', email: '' }));
    const now = await contacts.contact('Per Holm-Dahl');
    expect(now).toEqual({ ...before, name: 'Per Holm-Dahl', email: null });
    const found = async (query: string) =>
      must(await desk.accounts.search({ query })).results[0]?.match.contactId;
    expect(await found('per holm-dahl')).toBe(now?.contactId);
    expect(await found('per.holm@larsendata.no')).not.toBe(now?.contactId);
  });

  test('by two people at once is changed by one; the other is told', async () => {
    const parts = await newDesk();
    const contacts = await atContacts(parts.supervisor.desk);
    const contactId = await contacts.idOf(per.name);
    const asked = { ...(await contacts.changing()), contactId };
    const { changeContact } = parts.supervisor.desk.accounts;
    const sent = await Promise.all([
      changeContact({ ...asked, changes: { permissions: ['security'] } }),
      changeContact({ ...asked, changes: { phone: ola.phone } }),
    ]);
    expect(sent.map(({ ok }) => ok)).toEqual([true, false]);
    expect(sent[1]).toMatchObject({ error: { code: 'conflict' } });
  });

  test('loses what calls in progress grant when something is taken from them', async () => {
    const parts = await newDesk();
    const call = await beginCall(parts.desk, { contact: per.name });
    expect(kindOf(await call.say(mainCode))).toBe('verified');
    const contacts = await atContacts(parts.supervisor.desk);
    must(await contacts.change(per.name, { phone: ola.phone }));
    expect(must(await parts.desk.accounts.view({ accountId: contacts.accountId })).masked).toBe(
      false,
    );
    must(await contacts.change(per.name, { permissions: ['technical'] }));
    expect(must(await parts.desk.accounts.view({ accountId: contacts.accountId })).masked).toBe(
      true,
    );
  });
});

describe('nobody gives what they have not', () => {
  test('a contact with billing alone gets security neither for themselves nor for others', async () => {
    const parts = await newDesk();
    const { contacts } = await callBy(parts, ['billing']);
    expect(await contacts.change(ola.name, { permissions: ['billing', 'security'] })).toMatchObject(
      notPermitted,
    );
    const filter = { action: 'leave.refused' } as const;
    const { entries } = must(await parts.supervisor.desk.audit.list({ filter, ...everything }));
    expect(entries[0]?.details).toMatchObject({ change: 'contact.change', need: 'permission' });
  });

  test('one with security gives that, and changes who has no more', async () => {
    const parts = await newDesk();
    const { contacts } = await callBy(parts, ['security'], [contactsRequest]);
    const newcomer = { ...ola, name: 'Kari Moe' };
    expect(await contacts.add(newcomer, ['owner'])).toMatchObject(notPermitted);
    expect(await contacts.add(newcomer, ['security', 'billing'])).toMatchObject(notPermitted);
    expect(await contacts.change(ola.name, { permissions: ['security', 'owner'] })).toMatchObject(
      notPermitted,
    );
    expect(await contacts.change(ida.name, { phone: ola.phone })).toMatchObject(notPermitted);
    expect(await contacts.change(anna.name, { phone: ola.phone })).toMatchObject(notPermitted);
    expect(must(await contacts.add(newcomer, ['security'])).kind).toBe('added');
  });

  test('one with the owner’s rights takes the account from nobody', async () => {
    const parts = await newDesk();
    const requests = [contactsRequest, 'change-ownership'];
    const { contacts } = await callBy(parts, ['security', 'owner'], requests);
    const none = { permissions: [], viewingAccess: false };
    expect(await contacts.remove(anna.name)).toMatchObject(notPermitted);
    expect(await contacts.transfer(ola.name, none)).toMatchObject(notPermitted);
    expect(must(await contacts.remove(ida.name))).toEqual({});
    expect(await contacts.contact(anna.name)).toMatchObject({ kind: 'owner' });
  });

  test('and by no code either: the owner’s own is the owner’s alone, all others are not', async () => {
    const parts = await newDesk();
    const { contacts } = await callBy(parts, ['security', 'owner'], ['change-security-code']);
    const { codes } = parts.desk;
    const of = async (name: string) => ({
      ...(await contacts.changing()),
      contactId: await contacts.idOf(name),
    });
    const { version, ...owners } = await of(anna.name);
    const code = 'violet ladders in May';
    const typed = { code, repeated: code, ticket: null };
    for (const sent of [
      codes.check({ ...owners, code }),
      codes.generate({ ...owners, form: 'words' }),
      codes.set({ ...owners, version, ...typed }),
      codes.remove({ ...owners, version }),
      codes.disable({ ...owners, version }),
      codes.requireChange({ ...owners, version }),
    ])
      expect(await sent).toMatchObject(notPermitted);
    const asOwner = await beginCall(parts.desk, { contact: anna.name });
    expect(kindOf(await asOwner.say(anna.code))).toBe('verified');
    await asOwner.end();
    expect(must(await codes.set({ ...(await of(ida.name)), ...typed })).kind).toBe('set');
    must(await codes.disable({ ...(await of(ida.name)), contactId: null }));
  });
});

describe('a contact who is removed', () => {
  test('is on the account no more: not seen, not found, not called for', async () => {
    const { supervisor, desk } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    const contactId = await contacts.idOf(per.name);
    must(await contacts.remove(per.name));
    expect((await contacts.view()).contacts.map(({ name }) => name)).toEqual([anna.name, ida.name]);
    const { results } = must(await desk.accounts.search({ query: 'per.holm@larsendata.no' }));
    expect(results.map((one) => one.clientId)).not.toContain(clientId);
    const { accountId } = contacts;
    must(await desk.accounts.open({ accountId }));
    const call = {
      accountId,
      contactId,
      channel: 'phone',
      requestId: 'technical-support',
    } as const;
    expect(await desk.verification.begin(call)).toMatchObject({ error: { code: 'not_found' } });
    const { version } = await contacts.view();
    expect(
      await supervisor.desk.codes.setViewingAccess({
        ...{ accountId, contactId, version, may: true, leave: byReason },
      }),
    ).toMatchObject({ error: { code: 'not_found' } });
    expect(must(await contacts.add({ name: per.name })).kind).toBe('added');
  });

  test('leaves no code, no try and no number behind; the log and past calls keep the name', async () => {
    const parts = await newDesk();
    const { call, contacts } = await callBy(parts, ['billing']);
    const asSupervisor = await atContacts(parts.supervisor.desk);
    must(await asSupervisor.remove(ola.name));
    const { store, close } = await openStoreOf(parts.folder);
    const contactId = call.contactId ?? 0;
    const row = await store
      .selectFrom('contact')
      .selectAll()
      .where('id', '=', contactId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: ola.name, email: null, phone: null, may_billing: 0 });
    for (const table of ['security_code', 'past_code'] as const)
      expect(
        await store.selectFrom(table).select('id').where('contact_id', '=', contactId).execute(),
      ).toEqual([]);
    const key = `${contacts.accountId}:${contactId}`;
    expect(
      await store.selectFrom('throttle').select('key').where('key', '=', key).execute(),
    ).toEqual([]);
    await close();
    expect((await asSupervisor.view()).recentCalls[0]).toMatchObject({
      contactName: ola.name,
      outcome: 'verified',
    });
  });

  test('in a call is verified no more, and what was granted and approved is void', async () => {
    const parts = await newDesk();
    const { call, contacts } = await callBy(parts, ['security'], [contactsRequest]);
    const asking = await beginCall(parts.desk, { contact: per.name });
    must(await (await atContacts(parts.supervisor.desk)).remove(ola.name));
    must(await (await atContacts(parts.supervisor.desk)).remove(per.name));
    expect(await contacts.add({ name: 'Kari Moe' }, [])).toMatchObject({
      error: { code: 'not_allowed', details: { need: 'verification' } },
    });
    expect(must(await parts.desk.accounts.view({ accountId: contacts.accountId })).masked).toBe(
      true,
    );
    expect(kindOf(await call.view())).toBe('verified');
    expect(kindOf(await asking.say(mainCode))).toBe('not_verified');
  });

  test('while a supervisor is asked for them leaves nothing to decide', async () => {
    const parts = await newDesk();
    const { call } = await callBy(parts, ['security']);
    const subject = { verificationId: call.verificationId, requestId: contactsRequest };
    const asked = await parts.desk.approvals.ask({ ...subject, calledBack: 'contact' });
    const { approvalId } = must(asked);
    const { approvals } = parts.supervisor.desk;
    expect(must(await approvals.list({})).approvals).toHaveLength(1);
    must(await (await atContacts(parts.supervisor.desk)).remove(ola.name));
    expect(must(await approvals.list({})).approvals).toEqual([]);
    expect(must(await parts.supervisor.desk.session.pulse({})).approvalsWaiting).toBe(0);
    const decision = { approvalId, decision: 'approve', reason: 'Reached on record' } as const;
    expect(await approvals.decide(decision)).toMatchObject({ error: { code: 'conflict' } });
  });

  test('is never the owner', async () => {
    const { supervisor } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    expect(await contacts.remove(anna.name)).toMatchObject({ error: { code: 'conflict' } });
    expect((await contacts.view()).contacts).toHaveLength(3);
  });
});
