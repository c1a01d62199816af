import { describe, expect, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { approve, atCodes } from '#test/support/codes-desk.ts';
import { atContacts, ola } from '#test/support/contacts-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { heldNotices } from '#test/support/mail/held-notices.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';
import { typedAccount } from '#test/support/typed-account.ts';

const { anna, per, ida } = demo.larsen;
const onFile = 'anna@larsendata.no';
const reason = 'The client asked in person';

describe('the client hears, at the e-mail on file, that', () => {
  test('somebody was added, is reached elsewhere, and may ask for more', async () => {
    const { supervisor } = await newDesk();
    const { desk } = supervisor;
    const contacts = await atContacts(desk);
    must(await contacts.add());
    must(await contacts.change(ola.name, { phone: '22 41 50 98', permissions: ['technical'] }));
    must(await contacts.change(ola.name, { permissions: ['billing', 'security'] }));
    const notices = await heldNotices(desk);
    expect(notices).toEqual([
      { to: onFile, lines: [expect.stringContaining('somebody was added')] },
      { to: onFile, lines: [expect.stringContaining('phone number of one of those')] },
      { to: onFile, lines: [expect.stringContaining('may now ask for more')] },
    ]);
    expect(JSON.stringify(notices)).not.toMatch(/ola|vik|billing|2241/i);
  });

  test('the account has another owner: the former one is told', async () => {
    const { supervisor } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    must(await contacts.transfer(ida.name, { permissions: [], viewingAccess: false }));
    expect(await heldNotices(supervisor.desk)).toEqual([
      { to: onFile, lines: ['the account was given to another owner'] },
    ]);
  });

  test('a code was set, replaced and enabled again, and whether it is the main one', async () => {
    const parts = await newDesk();
    const { desk } = parts.supervisor;
    const codes = await atCodes(parts.supervisor);
    await codes.set(per.name, 'purple kites over Oslo');
    await codes.set(per.name, 'seven quiet herons standing');
    await codes.set(null, 'violet ladders in May');
    must(await desk.codes.disable(await codes.changing(null)));
    const { leave: _leave, ...main } = await codes.changing(null);
    must(await desk.codes.enable({ ...main, reason }));
    must(await desk.codes.disable(await codes.changing(per.name)));
    must(await desk.codes.disable(await codes.changing(null)));
    await approve(parts, await beginCall(parts.desk, { contact: per.name }));
    const own = 'a security code of one of those who may call or write';
    const notices = await heldNotices(desk);
    expect(notices).toEqual(
      [
        `${own} was set`,
        `${own} was replaced by another`,
        'the account’s main security code was replaced by another',
        'the account’s main security code works again',
        `${own} works again`,
      ].map((line) => ({ to: onFile, lines: [line] })),
    );
    expect(JSON.stringify(notices)).not.toMatch(/kites|herons|ladders|per holm/i);
  });
});

describe('of the main code, that somebody may use it', () => {
  test('the client hears where it is given, and not where it was before or is taken', async () => {
    const { supervisor } = await newDesk();
    const codes = await atCodes(supervisor);
    for (const may of [false, true, true, false]) {
      const { leave, version, accountId } = await codes.changing(per.name);
      const contactId = codes.idOf(per.name) ?? 0;
      const access = { accountId, contactId, leave, version, may };
      must(await supervisor.desk.codes.setViewingAccess(access));
    }
    const line =
      'one of those who may call or write for the account may now use its main security code';
    expect(await heldNotices(supervisor.desk)).toEqual([{ to: onFile, lines: [line] }]);
  });
});

describe('nobody is told', () => {
  test('of what is taken away, disabled or refused, or of a name', async () => {
    const { supervisor } = await newDesk();
    const { desk } = supervisor;
    const contacts = await atContacts(desk);
    must(await contacts.change(per.name, { name: 'Per Holm-Dahl', permissions: [] }));
    must(await contacts.remove('Per Holm-Dahl'));
    const codes = await atCodes(supervisor);
    must(await desk.codes.disable(await codes.changing(null)));
    must(await desk.codes.remove(await codes.changing(anna.name)));
    expect(must(await codes.trySet(null, 'too')).kind).toBe('refused');
    expect(await heldNotices(desk)).toEqual([]);
  });

  test('of the first codes of an account that was just made, and viewing access; whoever else is added, they are', async () => {
    const { desk, supervisor } = await newDesk();
    const made = must(await desk.accounts.create(typedAccount));
    if (made.kind !== 'created') throw new Error('The account was refused');
    const { accountId } = made;
    const leave = { by: 'creation', channel: 'phone' } as const;
    const version = async () => must(await desk.codes.view({ accountId })).version;
    must(await desk.accounts.open({ accountId }));
    const code = 'purple kites over Oslo';
    must(
      await desk.codes.set({
        ...{ accountId, contactId: null, leave, version: await version() },
        ...{ code, repeated: code, ticket: null },
      }),
    );
    expect(await heldNotices(supervisor.desk)).toEqual([]);
    const added = must(
      await desk.accounts.addContact({
        ...{ accountId, leave, version: await version() },
        ...{ ...ola, permissions: [] },
      }),
    );
    const contactId = added.kind === 'added' ? added.contactId : 0;
    const access = { accountId, contactId, leave, version: await version(), may: true };
    must(await desk.codes.setViewingAccess(access));
    expect((await heldNotices(supervisor.desk)).map(({ to }) => to)).toEqual([typedAccount.email]);
  });

  test('where there is no e-mail on file', async () => {
    const { folder, supervisor } = await newDesk();
    const contacts = await atContacts(supervisor.desk);
    const { store, close } = await openStoreOf(folder);
    await store
      .updateTable('account')
      .set({ email: '' })
      .where('id', '=', contacts.accountId)
      .execute();
    await close();
    must(await contacts.add());
    const codes = await atCodes(supervisor);
    await codes.set(null, 'violet ladders in May');
    expect(await heldNotices(supervisor.desk)).toEqual([]);
  });
});
