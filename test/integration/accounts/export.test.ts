import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { ExportedPage, ExportFormat } from '#shared/contract/accounts-export.contract.ts';
import type { Desk } from '#shared/contract/index.ts';
import { newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { at, must, openStoreOf, operatorDesk } from '#test/support/test-desk.ts';

const reason = 'Yearly check of contacts';

/** What an account in an export may be described by. */
const allNames = [
  ...['clientId', 'username', 'name', 'company', 'status', 'email', 'phone', 'address'],
  ...['address1', 'address2', 'postalCode', 'city', 'region', 'country', 'customerSince'],
  ...['services', 'kind', 'domain', 'contacts', 'permissions', 'viewingAccess'],
];

/** All pages of an export, from the first on. */
async function exported(desk: Desk, format: ExportFormat): Promise<ExportedPage[]> {
  const pages = [must(await desk.accounts.export({ page: 'first', format, reason }))];
  for (let next = pages[0]?.next ?? null; next !== null; ) {
    const page = must(await desk.accounts.export({ page: 'next', next }));
    pages.push(page);
    next = page.next;
  }
  return pages;
}

const recorded = async (desk: Desk) =>
  must(await desk.audit.list({ filter: { action: 'accounts.exported' }, before: null, limit: 100 }))
    .entries;

const textOf = (pages: readonly ExportedPage[]) => pages.map(({ text }) => text).join('');

describe('an export', () => {
  test('holds every account once, with its people and services, in the order they were made', async () => {
    const { folder, supervisor } = await newDesk();
    const pages = await exported(supervisor.desk, 'jsonl');
    const accounts = textOf(pages)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { store, close } = await openStoreOf(folder);
    const ids = await store.selectFrom('account').select('client_id').orderBy('id').execute();
    await close();
    expect(pages.length).toBeGreaterThan(2);
    expect(accounts.map(({ clientId }) => clientId)).toEqual(ids.map((row) => row.client_id));
    expect(pages.map(({ of }) => of)).toEqual(pages.map(() => ids.length));
    expect(accounts.find(({ clientId }) => clientId === demo.larsen.clientId)).toEqual({
      clientId: demo.larsen.clientId,
      username: 'larsendata',
      name: 'Larsen Data AS',
      company: 'Larsen Data AS',
      status: 'active',
      email: 'anna@larsendata.no',
      phone: '+4722415060',
      address: {
        ...{ address1: null, address2: null, postalCode: null, city: null, region: null },
        country: 'NO',
      },
      customerSince: '2014-03-11T09:00:00.000Z',
      services: [
        { kind: 'hosting', name: 'Business hosting', domain: 'larsendata.no' },
        { kind: 'vps', name: 'Cloud server M', domain: null },
        { kind: 'domain', name: 'Domain registration', domain: 'larsen-data.com' },
      ],
      contacts: [
        {
          ...{ name: 'Anna Larsen', kind: 'owner', email: 'anna@larsendata.no' },
          ...{ phone: '+4790123456', permissions: ['billing', 'technical', 'security', 'owner'] },
        },
        {
          ...{ name: 'Per Holm', kind: 'authorized', email: 'per.holm@larsendata.no' },
          ...{ phone: '+4791234567', permissions: ['billing', 'technical'], viewingAccess: true },
        },
        {
          ...{ name: 'Ida Berg', kind: 'authorized', email: 'ida.berg@larsendata.no' },
          ...{ phone: null, permissions: ['billing'], viewingAccess: false },
        },
      ],
    });
  });

  test('for a spreadsheet has a line for each person, and a heading once', async () => {
    const { supervisor } = await newDesk();
    const lines = textOf(await exported(supervisor.desk, 'csv')).split('\r\n');
    expect(lines[0]?.startsWith('\ufeff"Client ID","Username",')).toBe(true);
    expect(lines.filter((line) => line.includes('"Client ID"'))).toHaveLength(1);
    const larsen = lines.filter((line) => line.startsWith(`"${demo.larsen.clientId}",`));
    expect(larsen).toHaveLength(3);
    expect(larsen[1]).toBe(
      [
        ...[demo.larsen.clientId, 'larsendata', 'Larsen Data AS', 'Larsen Data AS', 'active'],
        ...['anna@larsendata.no', "'+4722415060", '', '', '', '', '', 'NO'],
        '2014-03-11T09:00:00.000Z',
        'hosting: Business hosting (larsendata.no), vps: Cloud server M, domain: Domain registration (larsen-data.com)',
        ...['Per Holm', 'authorized', 'per.holm@larsendata.no', "'+4791234567"],
        ...['billing, technical', 'yes'],
      ]
        .map((cell) => `"${cell}"`)
        .join(','),
    );
  });

  test('holds nothing that the store keeps of codes, not even that there are any', async () => {
    const { folder, supervisor } = await newDesk();
    const texts = [
      textOf(await exported(supervisor.desk, 'csv')),
      textOf(await exported(supervisor.desk, 'jsonl')),
    ];
    const { store, close } = await openStoreOf(folder);
    const everyFiftieth = sql<boolean>`id % 50 = 0`;
    const hashes = await store
      .selectFrom('security_code')
      .select('hash')
      .where(everyFiftieth)
      .execute();
    const salts = await store
      .selectFrom('account')
      .select('code_salt')
      .where(everyFiftieth)
      .execute();
    await close();
    const kept = [
      ...hashes.map(({ hash }) => hash),
      ...salts.map(({ code_salt }) => Buffer.from(code_salt).toString('base64')),
    ];
    expect(kept.length).toBeGreaterThan(60);
    for (const text of texts) expect(kept.filter((one) => text.includes(one))).toEqual([]);
    const jsonNames = [...(texts[1]?.matchAll(/"(\w+)":/g) ?? [])].map(([, name]) => name);
    expect(jsonNames.filter((name) => !allNames.includes(name ?? ''))).toEqual([]);
  });

  test('leaves out whoever is no account or contact any more, or none yet, and counts without them', async () => {
    const { folder, supervisor } = await newDesk();
    const before = await exported(supervisor.desk, 'jsonl');
    const { store, close } = await openStoreOf(folder);
    const gone = { removed_at: 1 };
    const [larsen, ...others] = await store
      .selectFrom('account')
      .select(['id', 'username'])
      .orderBy('id')
      .limit(3)
      .execute();
    await store
      .updateTable('account')
      .set(gone)
      .where('id', '=', larsen?.id ?? 0)
      .execute();
    const contact = await store
      .selectFrom('contact')
      .select(['id', 'name'])
      .where('kind', '=', 'authorized')
      .where('account_id', '>', 10)
      .orderBy('id')
      .executeTakeFirstOrThrow();
    await store.updateTable('contact').set(gone).where('id', '=', contact.id).execute();
    for (const [at, state] of (['applying', 'applied'] as const).entries()) {
      const { id } = await store
        .insertInto('import_run')
        .values({ started_by: null, started_at: 1, state, stage_at: 1, bytes: 1, pieces: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      const account = others[at]?.id ?? 0;
      await sql`update account set import_run_id = ${id} where id = ${account}`.execute(store);
    }
    await close();
    const after = await exported(supervisor.desk, 'jsonl');
    const times = (pages: readonly ExportedPage[], text: string) =>
      textOf(pages).split(JSON.stringify(text)).length - 1;
    expect([larsen, ...others].map((one) => times(before, one?.username ?? ''))).toEqual([1, 1, 1]);
    expect([larsen, ...others].map((one) => times(after, one?.username ?? ''))).toEqual([0, 0, 1]);
    expect(after[0]?.of).toBe((before[0]?.of ?? 0) - 2);
    expect(times(after, contact.name)).toBe(times(before, contact.name) - 1);
  });

  test('is on record once, with the reason and how many accounts, though nobody fetches the rest', async () => {
    const { supervisor } = await newDesk();
    const first = must(
      await supervisor.desk.accounts.export({ page: 'first', format: 'csv', reason }),
    );
    const unfinished = await recorded(supervisor.desk);
    expect(unfinished).toMatchObject([
      { outcome: 'done', reason, details: { count: first.of, format: 'csv' } },
    ]);
    expect(unfinished[0]?.actorId).not.toBeNull();
    await exported(supervisor.desk, 'csv');
    expect(await recorded(supervisor.desk)).toHaveLength(2);
  });

  test('goes on for whoever began it alone, for an hour, and never without having been begun', async () => {
    const { supervisor, agent, another, clock, backend } = await newDesk();
    const begin = (desk: Desk) => desk.accounts.export({ page: 'first', format: 'csv', reason });
    const next = must(await begin(supervisor.desk)).next ?? '';
    const goOn = (desk: Desk, cursor = next) =>
      desk.accounts.export({ page: 'next', next: cursor });
    const refused = { error: { code: 'conflict' } };
    const operator = operatorDesk(backend);
    expect(await goOn(operator)).toMatchObject(refused);
    expect(await goOn(agent.desk)).toMatchObject({ error: { code: 'not_allowed' } });
    expect(await begin(agent.desk)).toMatchObject({ error: { code: 'not_allowed' } });
    for (const made of [next.slice(0, -1), `a${next}`, next.replace('.', '..'), '.', 'x'])
      expect(await goOn(supervisor.desk, made), made).toMatchObject(refused);
    // Any server of a team goes on with it.
    const elsewhere = at(await another());
    elsewhere.caller.token = supervisor.caller.token;
    expect(await goOn(elsewhere.desk)).toMatchObject({ ok: true });

    const own = must(await begin(operator)).next ?? '';
    clock.pass(3_599_999);
    expect(await goOn(operator, own)).toMatchObject({ ok: true });
    clock.pass(1);
    expect(await goOn(operator, own)).toMatchObject(refused);
  });
});
