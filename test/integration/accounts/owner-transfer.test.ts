import { describe, expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { approve, atCodes } from '#test/support/codes-desk.ts';
import { atContacts } from '#test/support/contacts-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must } from '#test/support/test-desk.ts';

const { anna, per, ida, mainCode } = demo.larsen;
const former = { permissions: ['billing' as const], viewingAccess: false };

describe('an account given to another owner', () => {
  test('has one owner, who may ask for everything; who was it has what was given', async () => {
    const { supervisor } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    must(await contacts.transfer(ida.name, former));
    const kinds = (await contacts.view()).contacts.map(({ name, kind }) => [name, kind]);
    expect(kinds[0]).toEqual([ida.name, 'owner']);
    expect(kinds.filter(([, kind]) => kind === 'owner')).toHaveLength(1);
    expect(await contacts.contact(ida.name)).toMatchObject({
      permissions: ['billing', 'technical', 'security', 'owner'],
    });
    expect(await contacts.contact(anna.name)).toMatchObject({
      ...{ kind: 'authorized', permissions: ['billing'], viewingAccess: false },
      code: { access: 'own' },
    });
    const filter = { action: 'account.owner_changed' } as const;
    const { entries } = must(await supervisor.desk.audit.list({ filter, before: null, limit: 5 }));
    expect(entries).toMatchObject([
      { details: { permissions: 'billing', viewingAccess: false, leave: 'reason' } },
    ]);
  });

  test('has its main code changed: it verifies the new owner once more, and the former never', async () => {
    const { supervisor, desk } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    must(await contacts.transfer(ida.name, former));
    expect((await contacts.view()).mainCode).toMatchObject({ mustChange: 'once_more' });
    const byFormer = await beginCall(desk, { contact: anna.name });
    expect(kindOf(await byFormer.say(mainCode))).toBe('not_verified');
    const byNew = await beginCall(desk, { contact: ida.name });
    expect(kindOf(await byNew.say(mainCode))).toBe('verified');
    const again = await beginCall(desk, { contact: per.name });
    expect(kindOf(await again.say(mainCode))).toBe('not_verified');
  });

  test('gets back no use of a main code that was to be changed and is used up', async () => {
    const { supervisor, desk } = await newDesk();
    const codes = await atCodes(supervisor);
    must(await supervisor.desk.codes.requireChange(await codes.changing(null)));
    const spending = await beginCall(desk, { contact: per.name });
    expect(kindOf(await spending.say(mainCode))).toBe('verified');
    const contacts = await atContacts(supervisor.desk);
    must(await contacts.transfer(ida.name, { ...former, viewingAccess: true }));
    expect((await contacts.view()).mainCode).toMatchObject({ mustChange: 'used' });
    for (const contact of [ida.name, anna.name]) {
      const call = await beginCall(desk, { contact });
      expect(kindOf(await call.say(mainCode))).toBe('not_verified');
    }
  });

  test('leaves the former owner no grant of an owner', async () => {
    const parts = await newDesk();
    const call = await beginCall(parts.desk, { contact: anna.name });
    expect(kindOf(await call.say(anna.code))).toBe('verified');
    await approve(parts, call, 'change-ownership');
    const leave = { by: 'call', verificationId: call.verificationId } as const;
    const contacts = await atContacts(parts.desk, leave);
    must(await contacts.transfer(per.name, former));
    expect(await contacts.add()).toMatchObject({ error: { details: { need: 'verification' } } });
    expect((await contacts.view()).masked).toBe(true);
  });

  test('at once to two contacts has one owner', async () => {
    const { supervisor } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    const asked = { ...(await contacts.changing()), formerOwner: former };
    const ids = [await contacts.idOf(per.name), await contacts.idOf(ida.name)];
    const sent = await Promise.all(
      ids.map((contactId) => supervisor.desk.accounts.transferOwner({ ...asked, contactId })),
    );
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    const owners = (await contacts.view()).contacts.filter(({ kind }) => kind === 'owner');
    expect(owners).toHaveLength(1);
  });
});
