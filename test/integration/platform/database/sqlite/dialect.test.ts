import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '#main/platform/database/schema.ts';
import { connect } from '#main/platform/database/sqlite/connect.ts';
import { StoreDialect } from '#main/platform/database/sqlite/dialect.ts';
import { newSqliteStore } from '#test/support/sqlite-store.ts';

const counter = fileURLToPath(new URL('../../../../support/sqlite-counter.ts', import.meta.url));

test('processes that read and then write on one store lose no update', async () => {
  const { file, key, store } = await newSqliteStore();
  await store.insertInto('meta').values({ key: 'count', value: '0' }).execute();
  const count = () =>
    promisify(execFile)(process.execPath, [counter, file, key.toString('hex'), '200']);
  await Promise.all([count(), count(), count()]);
  const { value } = await store
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'count')
    .executeTakeFirstOrThrow();
  expect(value).toBe('600');
});

test('a writer waits for the lock without blocking the event loop', async () => {
  const { file, key, store } = await newSqliteStore();
  const other = connect(file, key);
  other.exec('begin immediate');
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 5);
  const writing = store
    .transaction()
    .execute((tx) => tx.insertInto('meta').values({ key: 'a', value: 'b' }).execute());
  await sleep(300);
  other.exec('commit');
  await writing;
  clearInterval(ticking);
  other.close();
  expect(ticks).toBeGreaterThan(10);
});

test('a single statement waits as well', async () => {
  const { file, key, store } = await newSqliteStore();
  const other = connect(file, key);
  other.exec('begin immediate');
  const writing = store.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
  await sleep(100);
  other.exec('commit');
  other.close();
  await writing;
  expect(await store.selectFrom('meta').selectAll().execute()).toHaveLength(1);
});

test('a write transaction holds the lock from its start', async () => {
  const { file, key, store } = await newSqliteStore();
  const other = connect(file, key);
  await store.transaction().execute(async (tx) => {
    await tx.selectFrom('meta').selectAll().execute();
    expect(() => other.exec('begin immediate')).toThrow('database is locked');
  });
  other.exec('begin immediate');
  await store
    .transaction()
    .setAccessMode('read only')
    .execute((tx) => tx.selectFrom('meta').selectAll().execute());
  other.exec('rollback');
  other.close();
});

test('a full disk is told as such, and the transaction leaves nothing behind', async () => {
  const { file, key, store: whole, close } = await newSqliteStore();
  await whole.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
  await close();
  const database = connect(file, key);
  // The same error as a full disk: SQLITE_FULL.
  database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
  const store = new Kysely<Database>({ dialect: new StoreDialect(database) });
  const filling = store.transaction().execute(async (tx) => {
    await tx.updateTable('meta').set({ value: 'c' }).where('key', '=', 'a').execute();
    await tx
      .insertInto('reason')
      .values({ text: randomBytes(100_000).toString('hex'), created_at: 1 })
      .execute();
  });
  await expect(filling).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining('disk is full'),
  });
  expect(await store.selectFrom('meta').select('value').executeTakeFirst()).toEqual({ value: 'b' });
  await store.destroy();
});

test('a broken rule of the schema stays an error that use cases can tell apart', async () => {
  const { store } = await newSqliteStore();
  const twice = () => store.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
  await twice();
  await expect(twice()).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
});

test('a transaction that throws leaves nothing behind, and the next one works', async () => {
  const { store } = await newSqliteStore();
  const failing = store.transaction().execute(async (tx) => {
    await tx.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect(await store.selectFrom('meta').selectAll().execute()).toEqual([]);
  await store.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
});

test('rows can be streamed', async () => {
  const { store } = await newSqliteStore();
  await store
    .insertInto('reason')
    .values([1, 2, 3].map((time) => ({ text: 'x', created_at: time })))
    .execute();
  const times: number[] = [];
  for await (const row of store.selectFrom('reason').select('created_at').orderBy('id').stream())
    times.push(row.created_at);
  expect(times).toEqual([1, 2, 3]);
});

test('types are enforced: a table takes no text for a number', async () => {
  const { store } = await newSqliteStore();
  await expect(
    sql`insert into reason (text, created_at) values ('x', 'noon')`.execute(store),
  ).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_DATATYPE' });
});
