import { describe, expect, test } from 'vitest';
import type { AccountFields } from '#shared/rules/account-fields.ts';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openAccount, signIn } from '#test/support/test-desk.ts';

const typed: AccountFields = {
  name: 'Nora Vik',
  company: '',
  email: 'nora@vik.example',
  phone: '22 41 50 99',
  country: 'NO',
  address1: 'Storgata 1',
  address2: '',
  postalCode: '0155',
  city: 'Oslo',
  region: '',
  username: 'NoraVik',
  clientId: '',
};
type NewDesk = Awaited<ReturnType<typeof newDesk>>;

async function make({ desk }: Pick<NewDesk, 'desk'>, changes: Partial<AccountFields> = {}) {
  const answer = must(await desk.accounts.create({ ...typed, ...changes }));
  if (answer.kind !== 'created') throw new Error(`Refused: ${JSON.stringify(answer.problems)}`);
  return answer;
}

const madeOf = async ({ supervisor }: NewDesk) =>
  must(
    await supervisor.desk.audit.list({
      filter: { action: 'account.created' },
      before: null,
      limit: 100,
    }),
  ).entries;

describe('a new account', () => {
  test('has its owner, an address and no code, and is found at once by what was typed', async () => {
    const newOne = await newDesk();
    const made = await make(newOne, { company: 'Vik Hosting AS' });
    expect(made.username).toBe('noravik');
    for (const query of [made.clientId, 'noravik', 'nora@vik.example', '22415099', 'vik hosting']) {
      const { results } = must(await newOne.desk.accounts.search({ query }));
      expect(results[0], query).toMatchObject({
        accountId: made.accountId,
        name: 'Vik Hosting AS',
      });
    }
    const { account } = await openAccount(newOne.desk, made.clientId);
    expect(account).toMatchObject({ masked: true, address: [], status: 'active', country: 'NO' });
    expect(account.contacts).toMatchObject([
      { kind: 'owner', name: 'Nora Vik', code: { access: 'none' } },
    ]);
  });

  test('is called by its owner where there is no company', async () => {
    const newOne = await newDesk();
    const { clientId } = await make(newOne);
    expect((await openAccount(newOne.desk, clientId)).account.name).toBe('Nora Vik');
  });

  test('is in the log: who made it, and nothing of what was typed', async () => {
    const newOne = await newDesk();
    const { accountId } = await make(newOne, { clientId: 'NV-1' });
    const [entry, ...more] = await madeOf(newOne);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ accountId, details: { clientIdGiven: true, contacts: 1 } });
    expect(JSON.stringify(entry?.details)).not.toMatch(/nora|storgata|2241/i);
  });

  test('sent twice is made once', async () => {
    const newOne = await newDesk();
    const [one, other] = await Promise.all([make(newOne), make(newOne)]);
    expect(other).toEqual(one);
    expect(await madeOf(newOne)).toHaveLength(1);
  });

  test('a minute later, or by a colleague, the username is taken', async () => {
    const newOne = await newDesk();
    await make(newOne);
    const refusal = { kind: 'refused', problems: [{ field: 'username', problem: 'taken' }] };
    expect(must(await newOne.supervisor.desk.accounts.create(typed))).toEqual(refusal);
    newOne.clock.pass(60_001);
    expect(must(await newOne.desk.accounts.create(typed))).toEqual(refusal);
    expect(await madeOf(newOne)).toHaveLength(1);
  });
});

describe('whoever made an account', () => {
  const code = 'purple kites over Oslo';
  const leave = { by: 'creation', channel: 'phone' } as const;

  test('sets its first code within the hour, and another one not', async () => {
    const newOne = await newDesk();
    const { desk, clock } = newOne;
    const madeAt = clock.now();
    const { accountId, clientId } = await make(newOne);
    const { account } = await openAccount(desk, clientId);
    expect(account.firstCodesUntil).toBe(madeAt + 60 * 60_000);
    const set = async (typedCode: string) => {
      const { version } = must(await desk.codes.view({ accountId }));
      const how = { code: typedCode, repeated: typedCode, ticket: null };
      return desk.codes.set({ accountId, contactId: null, ...how, leave, version });
    };
    expect(must(await set(code)).kind).toBe('set');
    expect(await set('wobbly lantern soup')).toMatchObject({
      error: { code: 'not_allowed', details: { need: 'verification' } },
    });
    const call = await beginCall(desk, { clientId, contact: typed.name });
    expect(kindOf(await call.say(code))).toBe('verified');
  });

  test('in a chat sets a code that stands in its transcript, and is on record so', async () => {
    const newOne = await newDesk();
    const { desk, supervisor } = newOne;
    const { accountId, clientId } = await make(newOne);
    const { version } = (await openAccount(desk, clientId)).account;
    const inChat = { ...leave, channel: 'chat' } as const;
    const how = { code, repeated: code, ticket: null };
    const asked = { accountId, contactId: null, ...how, leave: inChat, version };
    expect(must(await desk.codes.set(asked))).toMatchObject({
      kind: 'set',
      codes: { main: { exposed: true } },
    });
    const filter = { action: 'code.set' } as const;
    const { entries } = must(await supervisor.desk.audit.list({ filter, before: null, limit: 5 }));
    expect(entries[0]).toMatchObject({ channel: 'chat', details: { exposed: true } });
    const call = await beginCall(desk, { clientId, contact: typed.name });
    expect(await call.say(code)).toMatchObject({ codeExposed: true });
  });

  test('is told so, nobody else is, and not after an hour', async () => {
    const newOne = await newDesk();
    const { clientId } = await make(newOne);
    const seen = async (desk: NewDesk['desk']) =>
      (await openAccount(desk, clientId)).account.firstCodesUntil;
    expect(await seen(newOne.supervisor.desk)).toBeNull();
    newOne.clock.pass(60 * 60_000);
    const again = await signIn(newOne.backend, demo.phoneAgent.username, demo.phoneAgent.password);
    expect(await seen(again.desk)).toBeNull();
  });

  test('adds its first contacts, as sure of them as the caller is', async () => {
    const newOne = await newDesk();
    const { accountId, clientId } = await make(newOne);
    const { version } = (await openAccount(newOne.desk, clientId)).account;
    const contact = { name: 'Ola Vik', email: '', phone: '', permissions: ['billing' as const] };
    const asked = { accountId, version, ...contact, leave };
    expect(must(await newOne.desk.accounts.addContact(asked)).kind).toBe('added');
    expect(await newOne.supervisor.desk.accounts.addContact(asked)).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});

describe('Client IDs', () => {
  test('50 accounts made at once, by two programs, get 50 that follow each other', async () => {
    const newOne = await newDesk();
    const { username, password } = demo.chatAgent;
    const second = await signIn(await newOne.another(), username, password);
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        make(at % 2 ? newOne : second, { username: `client.${at}` }),
      ),
    );
    const ids = made.map(({ clientId }) => Number(clientId)).sort((one, two) => one - two);
    expect(new Set(ids).size).toBe(50);
    expect((ids.at(-1) ?? 0) - (ids[0] ?? 0)).toBe(49);
    expect(ids[0]).toBeGreaterThan(Number(demo.larsen.clientId));
  });

  test('the next one leaves out those given by hand', async () => {
    const newOne = await newDesk();
    const first = Number((await make(newOne)).clientId);
    await make(newOne, { username: 'hand', clientId: String(first + 2) });
    expect((await make(newOne, { username: 'third' })).clientId).toBe(String(first + 3));
    await make(newOne, { username: 'words', clientId: 'ZZ-9' });
    expect((await make(newOne, { username: 'fifth' })).clientId).toBe(String(first + 4));
  });

  test('one that is taken is refused, whatever its case, and so is another’s username', async () => {
    const newOne = await newDesk();
    await make(newOne, { clientId: 'NV-1' });
    for (const clientId of ['nv-1', 'NORAVIK', demo.larsen.clientId])
      expect(
        must(await newOne.desk.accounts.create({ ...typed, username: 'another', clientId })),
      ).toEqual({ kind: 'refused', problems: [{ field: 'clientId', problem: 'taken' }] });
    // Clients log in with either: a username may be nobody's Client ID.
    expect(must(await newOne.desk.accounts.checkNew({ ...typed, username: 'nv-1' }))).toMatchObject(
      {
        problems: [{ field: 'username', problem: 'taken' }],
      },
    );
  });
});

describe('while it is typed', () => {
  test('a phone number is read as dialled in the country', async () => {
    const { desk } = await newDesk();
    const check = async (phone: string, country: string) =>
      must(await desk.accounts.checkNew({ ...typed, phone, country })).phone;
    expect(await check('22 41 50 99', 'NO')).toBe('+47 22 41 50 99');
    expect(await check('+47 22 41 50 99', 'US')).toBe('+47 22 41 50 99');
    expect(await check('(212) 555-0123', 'US')).toBe('+1 212 555 0123');
    expect(await check('22 41', 'NO')).toBeNull();
    expect(await check('22 41 50 99 x', 'NO')).toBeNull();
  });

  test('what cannot be kept is refused by the main process, too, and nothing is made', async () => {
    const newOne = await newDesk();
    const answer = must(
      await newOne.desk.accounts.create({
        ...typed,
        name: 'N\u03bfra',
        phone: '12',
        address1: '4111 1111 1111 1111',
        postalCode: 'x',
      }),
    );
    expect(answer).toEqual({
      kind: 'refused',
      problems: [
        { field: 'name', problem: 'mixed_scripts' },
        { field: 'address1', problem: 'card_number' },
        { field: 'postalCode', problem: 'form' },
        { field: 'phone', problem: 'form' },
      ],
    });
    expect(must(await newOne.desk.accounts.search({ query: 'noravik' })).results).toEqual([]);
    expect(await madeOf(newOne)).toEqual([]);
  });
});
