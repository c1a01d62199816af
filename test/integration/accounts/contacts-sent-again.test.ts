import { expect, test } from 'vitest';
import type { Desk } from '#shared/contract/index.ts';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { approve } from '#test/support/codes-desk.ts';
import { atContacts, callBy, ola } from '#test/support/contacts-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must } from '#test/support/test-desk.ts';

const { anna, per, ida } = demo.larsen;
const former = { permissions: ['billing' as const], viewingAccess: false };
const conflict = { error: { code: 'conflict' } };

async function recordsOf({ supervisor }: Awaited<ReturnType<typeof newDesk>>) {
  const { entries } = must(
    await supervisor.desk.audit.list({ filter: {}, before: null, limit: 200 }),
  );
  return entries.filter(({ action }) => /^contact\.|owner_changed/.test(action)).length;
}

test('a change that is sent again is made once, and answered as it was the first time', async () => {
  const parts = await newDesk();
  const second = await parts.another();
  const { caller, desk } = parts.supervisor;
  const contacts = await atContacts(desk);
  /** Twice at once by two programs, and once more. */
  const send = async <Name extends 'changeContact' | 'removeContact' | 'transferOwner'>(
    name: Name,
    asked: Parameters<Desk['accounts'][Name]>[0],
  ) => {
    const once = () => parts.backend.call(`accounts.${name}`, asked, caller);
    const both = [once(), second.call(`accounts.${name}`, asked, caller)];
    return [...(await Promise.all(both)), await once()];
  };
  const contactId = await contacts.idOf(per.name);
  const changes = { name: 'Per Holm-Dahl', phone: ola.phone, email: '', permissions: [] };
  const changing = { ...(await contacts.changing()), contactId, changes };
  const changed = { ok: true, value: { kind: 'changed' } };
  expect(await send('changeContact', changing)).toMatchObject([changed, changed, changed]);
  for (const other of [{ ...changes, phone: '+47 22 41 50 61' }, { name: changes.name }])
    expect(await desk.accounts.changeContact({ ...changing, changes: other })).toMatchObject(
      conflict,
    );

  const removed = { ok: true, value: {} };
  const removing = { ...(await contacts.changing()), contactId };
  expect(await send('removeContact', removing)).toEqual([removed, removed, removed]);
  const giving = {
    ...{ ...(await contacts.changing()), contactId: await contacts.idOf(ida.name) },
    formerOwner: former,
  };
  expect(await send('transferOwner', giving)).toEqual([removed, removed, removed]);
  const otherwise = { ...giving, formerOwner: { ...former, viewingAccess: true } };
  expect(await desk.accounts.transferOwner(otherwise)).toMatchObject(conflict);
  expect(await recordsOf(parts)).toBe(3);
});

test('so is one that ended the grant it was made by, and only for who made it, and for a minute', async () => {
  const parts = await newDesk();
  const call = await beginCall(parts.desk, { contact: anna.name });
  await call.say(anna.code);
  await approve(parts, call, 'change-ownership');
  const leave = { by: 'call', verificationId: call.verificationId } as const;
  const contacts = await atContacts(parts.desk, leave);
  const contactId = await contacts.idOf(per.name);
  const asked = { ...(await contacts.changing()), contactId, formerOwner: former };
  const give = (desk: Desk) => desk.accounts.transferOwner(asked);
  expect(must(await give(parts.desk))).toEqual({});
  expect(must(await give(parts.desk))).toEqual({});
  await atContacts(parts.supervisor.desk);
  const refused = { error: { code: 'not_allowed', details: { need: 'verification' } } };
  expect(await give(parts.supervisor.desk)).toMatchObject(refused);
  parts.clock.pass(60_001);
  expect(await give(parts.desk)).toMatchObject(refused);
});

test('one that somebody else made is a conflict, or is refused, as before', async () => {
  const parts = await newDesk();
  const { contacts } = await callBy(parts, ['security'], ['change-authorized-contacts']);
  const asSupervisor = await atContacts(parts.supervisor.desk);
  const contactId = await contacts.idOf(ola.name);
  const asked = { ...(await contacts.changing()), contactId };
  must(await asSupervisor.change(ola.name, { phone: '+47 22 41 50 61' }));
  const changes = { phone: '+47 22 41 50 61' };
  expect(await parts.desk.accounts.changeContact({ ...asked, changes })).toMatchObject(conflict);
});
