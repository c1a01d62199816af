import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { compareSteps, migrate } from '#main/platform/database/migrate.ts';
import { migrations } from '#main/platform/database/migrations/index.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { StoreDialect } from '#main/platform/database/sqlite/dialect.ts';
import { sqliteEngine } from '#main/platform/database/sqlite/engine.ts';
import { declaredTables } from '#test/support/declared-tables.ts';
import { newStore, testedEngine } from '#test/support/new-store.ts';

test('the steps make exactly the tables and columns that the queries expect', async () => {
  const store: Store = new Kysely({ dialect: new StoreDialect(new Sqlite(':memory:')) });
  await migrate(store, sqliteEngine);
  const tables = await sql<{ name: string; strict: number; column: string }>`
    select t.name, t.strict, c.name as "column"
    from pragma_table_list t, pragma_table_xinfo(t.name) c
    where t.schema = 'main'
    order by t.name, c.cid
  `.execute(store);
  const ours = tables.rows.filter(({ name }) => !/^(kysely|sqlite)_/.test(name));
  expect(ours.filter(({ strict }) => strict !== 1)).toEqual([]);
  const made: Record<string, string[]> = {};
  for (const { name, column } of ours) {
    made[name] ??= [];
    made[name].push(column);
  }
  const declared = await declaredTables();
  expect(Object.keys(declared).length).toBeGreaterThan(15);
  expect(made).toEqual(declared);
});

test('the first step holds an account with its contacts, services and codes', async () => {
  const { store } = await newStore();
  await store
    .insertInto('account')
    .values({
      client_id: '104882',
      username: 'larsen',
      name: 'Anna Larsen',
      company: 'Larsen Data AS',
      email: 'anna@example.com',
      phone: null,
      country: 'NO',
      status: 'active',
      created_at: 1,
      code_salt: Buffer.alloc(16, 7),
    })
    .execute();
  const contact = {
    account_id: 1,
    kind: 'owner',
    name: 'Anna Larsen',
    email: null,
    phone: null,
    may_billing: 1,
    may_technical: 1,
    may_security: 1,
    may_owner: 1,
    viewing_access: 0,
  } as const;
  await store.insertInto('contact').values(contact).execute();
  const code = {
    account_id: 1,
    contact_id: null,
    hash: 'h',
    pepper_id: 'p',
    strength: 'standard',
    from_old_code: 0,
    exposed_at: null,
    set_at: 1,
  } as const;
  await store.insertInto('security_code').values(code).execute();

  const { code_salt } = await store
    .selectFrom('account')
    .select('code_salt')
    .executeTakeFirstOrThrow();
  expect(Buffer.from(code_salt)).toEqual(Buffer.alloc(16, 7));
  // One owner an account, one main code an account, and nothing without its account.
  await expect(store.insertInto('contact').values(contact).execute()).rejects.toThrow(/unique/i);
  await expect(store.insertInto('security_code').values(code).execute()).rejects.toThrow(/unique/i);
  await expect(
    store
      .insertInto('contact')
      .values({ ...contact, account_id: 99 })
      .execute(),
  ).rejects.toThrow(/foreign key/i);
});

test('taking the steps again changes nothing', async () => {
  const { store } = await newStore();
  await store.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
  await migrate(store, testedEngine);
  expect(await store.selectFrom('meta').selectAll().execute()).toHaveLength(1);
});

test('a store is current, older, or newer by the steps it has taken', () => {
  const known = Object.keys(migrations);
  expect(compareSteps(known)).toBe('current');
  expect(compareSteps([])).toBe('older');
  expect(compareSteps([...known, '9999-future'])).toBe('newer');
  expect(compareSteps(['9999-future'])).toBe('newer');
});

test('steps are named by number and slug, in order', () => {
  const names = Object.keys(migrations);
  expect(names).toEqual([...names].sort());
  for (const name of names) expect(name).toMatch(/^\d{4}-[a-z0-9-]+$/);
});
