import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Store } from '#main/platform/database/schema.ts';
import { openForTest, teamDatabaseForTest } from '#test/support/postgres/open-team-store.ts';

async function twoServers() {
  const database = await teamDatabaseForTest('empty');
  const { owner } = database;
  const one = await openForTest(owner);
  const other = await openForTest(owner);
  await one.store.insertInto('meta').values({ key: 'count', value: '0' }).execute();
  return { database, one, other };
}

const count = async (store: Store) =>
  Number(
    (
      await store
        .selectFrom('meta')
        .select('value')
        .where('key', '=', 'count')
        .executeTakeFirstOrThrow()
    ).value,
  );

const set = (store: Store, value: number) =>
  store
    .updateTable('meta')
    .set({ value: String(value) })
    .where('key', '=', 'count')
    .execute();

describe('write transactions of two servers', () => {
  test('go one after the other: what one reads, the other has written', async () => {
    const { one, other } = await twoServers();
    const add = (store: Store) =>
      store.transaction().execute(async (tx) => set(tx, (await count(tx)) + 1));
    await Promise.all(Array.from({ length: 60 }, (_, at) => add(at % 2 ? one.store : other.store)));
    expect(await count(one.store)).toBe(60);
  });

  test('never wait for each other in a circle, whatever they lock, and in whatever order', async () => {
    const { one, other } = await twoServers();
    await one.store
      .insertInto('reason')
      .values(Array.from({ length: 6 }, (_, at) => ({ text: `${at}`, created_at: at })))
      .execute();
    const touch = (store: Store, order: readonly number[]) =>
      store.transaction().execute(async (tx) => {
        for (const id of order)
          await tx.updateTable('reason').set({ text: 'touched' }).where('id', '=', id).execute();
      });
    const up = [1, 2, 3, 4, 5, 6];
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 ? touch(one.store, up) : touch(other.store, up.toReversed()),
      ),
    );
    const { rows } = await sql<{ deadlocks: number }>`
      select deadlocks from pg_stat_database where datname = current_database()`.execute(one.store);
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });

  test('a server that hangs in the midst of one keeps the others waiting for seconds, not for good', async () => {
    const { one, other } = await twoServers();
    const within = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const hung = one.store.transaction().execute(async (tx) => {
      await set(tx, 100);
      within.resolve();
      await goOn.promise;
      await set(tx, 200);
    });
    const ended = expect(hung).rejects.toMatchObject({ code: 'store_unavailable' });
    await within.promise;
    await other.store.transaction().execute(async (tx) => set(tx, (await count(tx)) + 1));
    goOn.resolve();
    await ended;
    expect(await count(other.store)).toBe(1);
  });
});

describe('a transaction that only reads', () => {
  test('sees one state while others write, holds nobody up, and writes nothing', async () => {
    const { one, other } = await twoServers();
    const seen = await one.store
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        const before = await count(tx);
        await other.store.transaction().execute((writing) => set(writing, 7));
        return [before, await count(tx)];
      });
    expect(seen).toEqual([0, 0]);
    const writing = one.store
      .transaction()
      .setAccessMode('read only')
      .execute((tx) => set(tx, 8));
    await expect(writing).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(await count(one.store)).toBe(7);
  });
});

test('a read outside of a transaction that is stuck ends in the database, and its server goes on', async () => {
  const { one, other } = await twoServers();
  await expect(sql`select pg_sleep(60)`.execute(one.store)).rejects.toMatchObject({
    code: 'store_unavailable',
    details: { state: '57014' },
  });
  const { rows } = await sql`
    select 1 from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active'
      and pid <> pg_backend_pid()`.execute(other.store);
  expect(rows).toEqual([]);
  expect(await count(one.store)).toBe(0);
});

test('a transaction in which a statement failed is not taken for committed', async () => {
  const { one } = await twoServers();
  const work = one.store.transaction().execute(async (tx) => {
    await set(tx, 5);
    await sql`select 1 / 0`.execute(tx).catch(() => {});
  });
  await expect(work).rejects.toThrow('rolled back');
  expect(await count(one.store)).toBe(0);
});

test('numbers come as numbers and bytes as bytes', async () => {
  const { one } = await twoServers();
  const { rows } = await sql`
    select count(*) as counted, sum(n) as added, max(n) as most, ${Buffer.from([1, 2])}::bytea as bytes
    from unnest(array[1, 9007199254740991]::bigint[]) as n`.execute(one.store);
  expect(rows).toEqual([
    { counted: 2, added: 2 ** 53, most: 2 ** 53 - 1, bytes: Buffer.from([1, 2]) },
  ]);
});
