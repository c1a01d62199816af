import { describe, expect, test } from 'vitest';
import type { Leave } from '#shared/contract/leave.ts';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { approve, byReason } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { atEdit } from '#test/support/edit-desk.ts';
import { must, openAccount, openStoreOf, signIn } from '#test/support/test-desk.ts';

const { larsen } = demo;
type DeskOfTest = Awaited<ReturnType<typeof newDesk>>;

/** What the log says was done to accounts, newest first. */
const edits = async ({ supervisor }: DeskOfTest) =>
  must(
    await supervisor.desk.audit.list({
      filter: { action: 'account.edited' },
      before: null,
      limit: 50,
    }),
  ).entries;

const mails = async ({ supervisor }: DeskOfTest) =>
  must(await supervisor.desk.mail.list({ before: null })).mails;

/** A call in which Anna Larsen, the owner, was verified by her strong code. */
async function verifiedCall({ desk }: DeskOfTest) {
  const call = await beginCall(desk, { contact: larsen.anna.name });
  await call.say(larsen.anna.code);
  const leave: Leave = { by: 'call', verificationId: call.verificationId };
  return { ...call, leave };
}

describe('by a supervisor’s reason', () => {
  test('an account is opened in full and changed; look-up, view and log follow', async () => {
    const all = await newDesk();
    const { desk } = all.supervisor;
    const account = await atEdit(desk);
    const { version, fields } = await account.details();
    expect(fields).toMatchObject({
      name: 'Larsen Data AS',
      email: 'anna@larsendata.no',
      phone: '+47 22 41 50 60',
      username: 'larsendata',
      address1: '',
    });
    const changed = { name: 'Fjord Hosting', company: '', city: 'Bergen', phone: '55 21 40 60' };
    expect(must(await account.edit(changed))).toMatchObject({
      kind: 'edited',
      version: version + 1,
      notice: 'held',
    });
    expect((await account.details()).fields).toEqual({
      ...fields,
      ...changed,
      phone: '+47 55 21 40 60',
    });
    for (const query of ['fjord hosting', '55214060'])
      expect(must(await desk.accounts.search({ query })).results[0]?.accountId).toBe(
        account.accountId,
      );
    expect(must(await desk.accounts.search({ query: '22415060' })).results).toEqual([]);
    const [ofPhone, ofDetails, ...more] = await edits(all);
    expect(more).toEqual([]);
    const common = { leave: 'reason', version: version + 1 };
    expect(ofDetails?.details).toMatchObject({ ...common, fields: 'name,company,address' });
    expect(ofPhone?.details).toMatchObject({ ...common, fields: 'phone' });
    expect([ofPhone?.reason, ofDetails?.reason]).toEqual(Array(2).fill(byReason.reason));
    expect(JSON.stringify([ofPhone?.details, ofDetails?.details])).not.toMatch(
      /fjord|bergen|5521/i,
    );
  });

  test('what was there and is not changed is no reason to refuse; a new country is', async () => {
    const { supervisor } = await newDesk();
    const account = await atEdit(supervisor.desk);
    // The demo's accounts have no address, which a new account would have to have.
    expect(must(await account.edit({ company: 'Larsen Data' }))).toMatchObject({ kind: 'edited' });
    expect(must(await account.edit({ country: 'US', postalCode: '0155' }))).toEqual({
      kind: 'refused',
      problems: [
        { field: 'postalCode', problem: 'form' },
        { field: 'region', problem: 'missing' },
      ],
    });
    expect(must(await account.edit({ name: '' }))).toEqual({
      kind: 'refused',
      problems: [{ field: 'name', problem: 'missing' }],
    });
    expect((await account.details()).fields).toMatchObject({
      country: 'NO',
      name: 'Larsen Data AS',
    });
  });

  test('a username is nobody else’s, and kept in small letters; a Client ID stays', async () => {
    const { supervisor } = await newDesk();
    const account = await atEdit(supervisor.desk);
    for (const taken of ['mueller.soehne', 'Mueller.Soehne'])
      expect(must(await account.edit({ username: taken }))).toEqual({
        kind: 'refused',
        problems: [{ field: 'username', problem: 'taken' }],
      });
    must(await account.edit({ username: 'FjordHosting' }));
    expect((await account.details()).fields.username).toBe('fjordhosting');
    const clientId = await account.edit({ clientId: 'NV-1' } as never);
    expect(clientId).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  test('masked details that come back overwrite nothing', async () => {
    const { supervisor } = await newDesk();
    const account = await atEdit(supervisor.desk);
    const before = await account.details();
    const { username, email, phone } = await account.view();
    expect(must(await account.edit({ username, email, phone: phone ?? '' }))).toMatchObject({
      kind: 'refused',
      problems: expect.arrayContaining([
        { field: 'username', problem: 'form' },
        { field: 'email', problem: 'form' },
        { field: 'phone', problem: 'form' },
      ]),
    });
    expect(await account.details()).toEqual(before);
  });

  test('the owner who has the same e-mail on file has the new one, too', async () => {
    const all = await newDesk();
    const account = await atEdit(all.supervisor.desk);
    const call = await verifiedCall(all);
    must(await account.edit({ email: 'post@larsendata.no', phone: '+47 55 21 40 60' }));
    const seen = must(await all.desk.accounts.view({ accountId: call.account.accountId }));
    expect(seen.contacts[0]).toMatchObject({
      name: larsen.anna.name,
      email: 'post@larsendata.no',
      // Hers was another number than the account's.
      phone: '+47 90 12 34 56',
    });
  });
});

describe('on a caller’s word', () => {
  test('names and address need the code alone; e-mail, phone and username an approval each', async () => {
    const all = await newDesk();
    const call = await verifiedCall(all);
    const account = await atEdit(all.desk);
    const opened = must(
      await all.desk.accounts.openToEdit({ accountId: account.accountId, leave: call.leave }),
    );
    expect(opened.fields.email).toBe('anna@larsendata.no');
    expect(must(await account.edit({ city: 'Bergen' }, call.leave))).toMatchObject({
      kind: 'edited',
      notice: null,
    });
    const sensitive = [
      ['email', 'anna.larsen@fjord.example', 'change-email-on-file'],
      ['phone', '+47 55 21 40 60', 'change-phone-on-file'],
      ['username', 'fjordhosting', 'change-username'],
    ] as const;
    for (const [field, value, requestId] of sensitive) {
      expect(await account.edit({ [field]: value }, call.leave), field).toMatchObject({
        ok: false,
        error: { code: 'not_allowed', details: { need: 'approval' } },
      });
      await approve(all, call, requestId);
      expect(must(await account.edit({ [field]: value }, call.leave)), field).toMatchObject({
        kind: 'edited',
        notice: 'held',
      });
    }
    expect((await edits(all)).map(({ details }) => details['requestId'])).toEqual([
      'change-username',
      'change-phone-on-file',
      'change-email-on-file',
      'change-account-details',
    ]);
  });

  test('leave for one part is none for another, and then nothing at all is changed', async () => {
    const all = await newDesk();
    const call = await verifiedCall(all);
    const account = await atEdit(all.desk);
    const own = await atEdit(all.supervisor.desk);
    const before = await own.details();
    const both = { city: 'Bergen', email: 'thief@elsewhere.example' };
    expect(await account.edit(both, call.leave)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    });
    await approve(all, call, 'change-phone-on-file');
    expect(await account.edit(both, call.leave)).toMatchObject({ ok: false });
    // Nor does it tell what is on file: the same answer for the very address.
    expect(await account.edit({ email: 'anna@larsendata.no' }, call.leave)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', details: { need: 'approval' } },
    });
    expect(await own.details()).toEqual(before);
    expect(await edits(all)).toEqual([]);
  });

  test('a call on another account, one that has ended, and no call give none', async () => {
    const all = await newDesk();
    const other = await beginCall(all.desk, { clientId: '104885', contact: 'Zoë Dubois' });
    const call = await verifiedCall(all);
    const account = await atEdit(all.desk);
    const { accountId } = account;
    const foreign = await atEdit(all.desk, '104885');
    await call.end();
    const refusal = {
      ok: false,
      error: { code: 'not_allowed', details: { need: 'verification' } },
    };
    const { leave } = call;
    const unverified: Leave = { by: 'call', verificationId: other.verificationId };
    expect(await foreign.edit({ city: 'Lyon' }, leave)).toMatchObject(refusal);
    expect(await foreign.edit({ city: 'Lyon' }, unverified)).toMatchObject(refusal);
    expect(await account.edit({ city: 'Bergen' }, leave)).toMatchObject(refusal);
    expect(await all.desk.accounts.openToEdit({ accountId, leave })).toMatchObject(refusal);
    expect(await account.edit({ city: 'Bergen' }, byReason)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', details: { need: 'supervisor' } },
    });
    const unopened = await all.desk.accounts.edit({
      ...{ accountId: accountId + 300, version: 1, details: { city: 'Bergen' }, leave: byReason },
    });
    expect(unopened).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});

describe('two people', () => {
  test('of two edits from one version, by two servers, one is made and the other told', async () => {
    const all = await newDesk();
    const { username, password } = demo.supervisor;
    const second = await signIn(await all.another(), username, password);
    const one = await atEdit(all.supervisor.desk);
    const other = await atEdit(second.desk);
    const { version } = await one.details();
    const answers = await Promise.all([
      one.edit({ city: 'Bergen' }, byReason, version),
      other.edit({ city: 'Oslo' }, byReason, version),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } });
    const { fields, version: now } = await one.details();
    expect(now).toBe(version + 1);
    expect(fields.city).toBe(answers[0].ok ? 'Bergen' : 'Oslo');
    expect(await edits(all)).toHaveLength(1);
  });

  test('an edit sent twice is made once, and an older version is never written over', async () => {
    const all = await newDesk();
    const account = await atEdit(all.supervisor.desk);
    const { version } = await account.details();
    const send = (city: string) => account.edit({ city }, byReason, version);
    must(await send('Bergen'));
    expect(must(await send('Bergen'))).toMatchObject({ kind: 'edited', version: version + 1 });
    expect(await send('Oslo')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await account.details()).fields.city).toBe('Bergen');
    expect(await edits(all)).toHaveLength(1);
  });
});

describe('the client hears', () => {
  test('at the e-mail that was on file, also of a change that follows at once', async () => {
    const all = await newDesk();
    const account = await atEdit(all.supervisor.desk);
    must(await account.edit({ email: 'post@fjord.example' }));
    must(await account.edit({ email: 'another@fjord.example', username: 'fjordhosting' }));
    const notices = await mails(all);
    expect(notices.map(({ kind, recipient, state }) => [kind, recipient, state])).toEqual([
      ['notice', 'p•••@fj•••.example', 'held'],
      ['notice', 'a•••@la•••.no', 'held'],
    ]);
    const [second] = notices;
    const letter = must(
      await all.supervisor.desk.mail.read({ mailId: second?.mailId ?? 0, reason: 'By post' }),
    );
    expect(letter.recipient).toBe('post@fjord.example');
    expect(letter.text).toMatch(
      /the e-mail address on file was changed\n- the username was changed\n/,
    );
    expect(letter.text).not.toMatch(/another@|fjordhosting|larsendata/);
  });

  test('and codes for the Portal that went to the old e-mail work no more', async () => {
    const all = await newDesk();
    const call = await verifiedCall(all);
    const { accountId } = call.account;
    must(
      await all.desk.portal.startReset({
        ...{ accountId, leave: call.leave, named: { by: 'username', username: 'larsendata' } },
      }),
    );
    const account = await atEdit(all.supervisor.desk);
    must(await account.edit({ email: 'post@fjord.example' }));
    const { store, close } = await openStoreOf(all.folder);
    const live = await store
      .selectFrom('portal_code')
      .select('id')
      .where('ended_at', 'is', null)
      .where('used_at', 'is', null)
      .execute();
    await close();
    expect(live).toEqual([]);
    expect((await mails(all)).map(({ kind, state }) => [kind, state])).toEqual([
      ['notice', 'held'],
      ['reset', 'expired'],
    ]);
  });
});

test('openToEdit is on record, once each time', async () => {
  const all = await newDesk();
  const account = await atEdit(all.supervisor.desk);
  await account.details();
  const { entries } = must(
    await all.supervisor.desk.audit.list({
      filter: { action: 'account.edit_opened' },
      before: null,
      limit: 5,
    }),
  );
  expect(entries).toMatchObject([{ accountId: account.accountId, reason: byReason.reason }]);
  await openAccount(all.desk, larsen.clientId);
  expect(
    await all.desk.accounts.openToEdit({ accountId: account.accountId, leave: byReason }),
  ).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
});
