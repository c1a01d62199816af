import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '#main/platform/database/schema.ts';
import { KeptLog } from '#test/support/kept-log.ts';
import {
  openForTest,
  teamBackendForTest,
  teamDatabaseForTest,
} from '#test/support/postgres/open-team-store.ts';
import { startProxy } from '#test/support/postgres/proxy.ts';
import { at } from '#test/support/test-desk.ts';

const unavailable = { name: 'Refusal', code: 'store_unavailable' };

const write = (store: Store, key: string) =>
  store.transaction().execute((tx) => tx.insertInto('meta').values({ key, value: '' }).execute());

const keys = async (store: Store) =>
  (await store.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key);

/** The message of the protocol that says commit, and nothing else. */
const commits = (chunk: Buffer) => chunk.includes('Q\0\0\0\x0bcommit\0');

async function viaProxy(rules: Parameters<typeof startProxy>[1] = {}) {
  const { owner, admin } = await teamDatabaseForTest('empty');
  const proxy = await startProxy(owner, rules);
  onTestFinished(() => proxy.close());
  const opened = await openForTest(proxy.address);
  const beside = await openForTest(owner);
  return { ...opened, proxy, beside, admin };
}

describe('a connection that is lost', () => {
  test('while nothing is asked is replaced unnoticed', async () => {
    const { store, proxy, log } = await viaProxy();
    await write(store, 'a');
    proxy.cut();
    await expect.poll(() => log.lines.join()).toContain('connection_lost');
    await write(store, 'b');
    expect(await keys(store)).toEqual(['a', 'b']);
  });

  test('within a transaction undoes it, and is told as such', async () => {
    const { store, proxy, beside } = await viaProxy();
    const work = store.transaction().execute(async (tx) => {
      await tx.insertInto('meta').values({ key: 'a', value: '' }).execute();
      proxy.cut();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.insertInto('meta').values({ key: 'b', value: '' }).execute();
    });
    await expect(work).rejects.toMatchObject(unavailable);
    expect(await keys(beside.store)).toEqual([]);
    await write(store, 'c');
    expect(await keys(store)).toEqual(['c']);
  });

  test('by the server’s own will is told as such, and replaced', async () => {
    const { store, admin } = await viaProxy();
    const work = store.transaction().execute(async (tx) => {
      await tx.insertInto('meta').values({ key: 'a', value: '' }).execute();
      await endAllConnections(admin);
      await tx.insertInto('meta').values({ key: 'b', value: '' }).execute();
    });
    await expect(work).rejects.toMatchObject(unavailable);
    await write(store, 'c');
    expect(await keys(store)).toEqual(['c']);
  });
});

test('a transaction that could not begin leaves no connection in the midst of it', async () => {
  // The error and the end of the answer come apart, as they may on any network.
  const end = Buffer.from('Z\0\0\0\x05E');
  const { store, beside } = await viaProxy({
    onServer(chunk, send) {
      if (!chunk.subarray(-end.length).equals(end)) return chunk;
      setTimeout(() => send(end), 50);
      return chunk.subarray(0, -end.length);
    },
  });
  const rename = (from: string, to: string) =>
    sql`alter table ${sql.table(from)} rename to ${sql.raw(to)}`.execute(beside.store);
  await rename('audit_head', 'hidden');
  await expect(write(store, 'a')).rejects.toThrow('audit_head');
  await rename('hidden', 'audit_head');
  await write(store, 'b');
  expect(await keys(store)).toEqual(['b']);
});

describe('a commit that nobody answers', () => {
  test('is never told as done: lost before the server had it', async () => {
    let cutting = true;
    const { store, beside } = await viaProxy({
      onClient: (chunk) => (cutting && commits(chunk) ? 'cut' : 'pass'),
    });
    const work = write(store, 'a');
    await expect(work).rejects.toMatchObject(unavailable);
    await expect(work).rejects.toThrow('not certain whether this was saved');
    expect(await keys(beside.store)).toEqual([]);
    cutting = false;
    await write(store, 'b');
  });

  test('is never told as done: lost after the server had it', async () => {
    let swallowing = false;
    const { store, proxy, beside } = await viaProxy({
      onClient(chunk) {
        swallowing ||= commits(chunk);
        return 'pass';
      },
      onServer: (chunk) => (swallowing ? Buffer.alloc(0) : chunk),
    });
    const work = write(store, 'a');
    const told = expect(work).rejects.toThrow('not certain whether this was saved');
    await expect.poll(() => keys(beside.store)).toEqual(['a']);
    proxy.cut();
    await told;
  });

  test.each([
    ['the disk was full while it was saved', '53100'],
    ['the server can’t say whether it was completed', '40003'],
  ])('is never told as undone: %s', async (_what, state) => {
    const { store, beside, log } = await viaProxy();
    await sql`
      create function amid_commit() returns trigger language plpgsql as $$
      begin
        raise exception using errcode = ${sql.lit(state)};
      end
      $$`.execute(beside.store);
    await sql`
      create constraint trigger amid_commit after insert on meta deferrable initially deferred
      for each row execute function amid_commit()`.execute(beside.store);
    const work = write(store, 'a');
    await expect(work).rejects.toMatchObject(unavailable);
    await expect(work).rejects.toThrow('not certain whether this was saved');
    expect(log.lines).toEqual([]);
    await sql`drop trigger amid_commit on meta`.execute(beside.store);
    await write(store, 'b');
  });

  test('but was refused by a guard as it was saved, is told as undone', async () => {
    const { store, beside } = await viaProxy();
    await sql`
      create function guarded() returns trigger language plpgsql as $$
      begin
        raise exception using errcode = '40001';
      end
      $$`.execute(beside.store);
    await sql`
      create constraint trigger guarded after insert on meta deferrable initially deferred
      for each row execute function guarded()`.execute(beside.store);
    await expect(write(store, 'a')).rejects.toThrow('Nothing was changed');
  });
});

test('a pool that is used up refuses in words after a while, and goes on', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const { store } = await openForTest(owner, { poolSize: 3 });
  const held = Promise.withResolvers<void>();
  // Reading, so that no limit of the database's ends it before the pool's own patience does.
  const holding = store.connection().execute(async (connection) => {
    await keys(connection);
    await held.promise;
  });
  await expect(keys(store)).rejects.toMatchObject({
    ...unavailable,
    message: expect.stringContaining('busy'),
  });
  held.resolve();
  await holding;
  expect(await keys(store)).toEqual([]);
});

describe('a backend', () => {
  test('starts without its database, says so, and heals by itself', async () => {
    const { server, keys: storeKeys, name } = await teamDatabaseForTest('demo');
    const proxy = await startProxy(server);
    const { address } = proxy;
    await proxy.close();
    const log = new KeptLog();
    const backend = await teamBackendForTest({ database: address, keys: storeKeys }, log);
    const { desk } = at(backend);
    expect(await desk.setup.status({})).toMatchObject({
      ok: true,
      value: { state: 'store_unavailable', message: expect.stringContaining('does not answer') },
    });
    expect(await desk.session.current({})).toMatchObject({
      ok: false,
      error: { code: 'store_unavailable' },
    });
    const back = await startProxy(server, {}, Number(new URL(address).port));
    onTestFinished(() => back.close());
    await expect
      .poll(async () => (await desk.setup.status({})) as unknown)
      .toMatchObject({ value: { state: 'ready', demo: true } });
    expect(await desk.session.current({})).toMatchObject({ ok: true });
    // It goes away again, and comes back, under a backend that is open.
    await back.close();
    await expect
      .poll(async () => (await desk.setup.status({})) as unknown)
      .toMatchObject({ value: { state: 'store_unavailable' } });
    const again = await startProxy(server, {}, Number(new URL(address).port));
    onTestFinished(() => again.close());
    await expect
      .poll(async () => (await desk.setup.status({})) as unknown)
      .toMatchObject({ value: { state: 'ready' } });
    for (const secret of [new URL(server).password, name])
      expect(log.lines.join()).not.toContain(secret);
  });

  test('does not work on a newer store again because the database went away meanwhile', async () => {
    const { server, owner, keys: storeKeys } = await teamDatabaseForTest('demo');
    const proxy = await startProxy(server);
    const backend = await teamBackendForTest({ database: proxy.address, keys: storeKeys });
    const { desk } = at(backend);
    const becomes = (state: string) =>
      expect
        .poll(async () => (await desk.setup.status({})) as unknown, { timeout: 5000 })
        .toMatchObject({ value: { state } });
    await becomes('ready');
    const { store } = await openForTest(owner);
    await sql`insert into kysely_migration values ('9999-future', '')`.execute(store);
    await becomes('newer_store');
    await proxy.close();
    // Two looks are a second apart: what is told after that is what the outage made of it.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await becomes('newer_store');
    expect(await desk.session.current({})).toMatchObject({
      ok: false,
      error: { code: 'newer_store' },
    });
    await sql`delete from kysely_migration where name = '9999-future'`.execute(store);
    const back = await startProxy(server, {}, Number(new URL(proxy.address).port));
    onTestFinished(() => back.close());
    await becomes('ready');
  });
});

async function endAllConnections(admin: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}
