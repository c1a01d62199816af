import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import { postgresEngine } from '#main/platform/database/postgres/engine.ts';
import { grantToRuntime } from '#main/platform/database/postgres/grants.ts';
import { makeSchema, migratePostgres } from '#main/platform/database/postgres/migrate.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import type { Store, Tx } from '#main/platform/database/schema.ts';
import { declaredTables } from '#test/support/declared-tables.ts';
import { KeptLog } from '#test/support/kept-log.ts';
import { takeStepsBefore } from '#test/support/older-store.ts';
import { openForTest, teamDatabaseForTest } from '#test/support/postgres/open-team-store.ts';

test('the steps make exactly the tables and columns that the queries expect', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const { store } = await openForTest(owner);
  const { rows } = await sql<{ name: string; column: string }>`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = current_schema() and not starts_with(table_name, 'kysely_')
    order by table_name, ordinal_position`.execute(store);
  const made = Object.fromEntries(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => [
      name,
      columns.map(({ column }) => column),
    ]),
  );
  expect(made).toEqual(await declaredTables());
});

test('of several servers that begin at once one makes the schema, and all go on', async () => {
  const { owner } = await teamDatabaseForTest(null);
  await Promise.all(Array.from({ length: 4 }, () => migratePostgres(owner)));
  const { store } = await openForTest(owner);
  expect(await store.selectFrom('audit_head').select(['id', 'seq']).execute()).toEqual([
    { id: 1, seq: 0 },
  ]);
});

test('whoever finds another one making the schema waits for as long as that takes', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const { store } = await openForTest(owner);
  let other: Promise<unknown> | undefined;
  await asOwner(owner, async (tx) => {
    await makeSchema(tx);
    other = asOwner(owner, async (waiting) => {
      await sql`set local lock_timeout = '100ms'`.execute(waiting);
      await makeSchema(waiting);
      const { rows } = await sql`select current_setting('lock_timeout') as again`.execute(waiting);
      return rows;
    }).catch((error: unknown) => error);
    await waitUntilSomebodyWaits(store);
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  // For anybody else in the way it has no more patience than an owner's work has.
  expect(await other).toEqual([{ again: '10s' }]);
});

test('a store of a newer version is refused, and left as it was', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const opened = await openForTest(owner);
  const notes = opened.store as unknown as Kysely<{
    kysely_migration: { name: string; timestamp: string };
  }>;
  await notes
    .insertInto('kysely_migration')
    .values({ name: '9999-future', timestamp: new Date().toISOString() })
    .execute();
  const newer = expect.objectContaining({ code: 'newer_store' });
  await expect(migratePostgres(owner)).rejects.toEqual(newer);
  await expect(openPostgresStore({ database: owner, logger: new KeptLog() })).rejects.toEqual(
    newer,
  );
  // A server that was running when a newer one came hears of it as well.
  await expect(opened.check()).rejects.toEqual(newer);
});

test('an older schema is brought up to date by the owner, and refused to the servers’ role', async () => {
  const { owner, server } = await teamDatabaseForTest(null);
  await makeOlder(owner);
  await expect(
    openPostgresStore({ database: server, logger: new KeptLog() }),
  ).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining('countersign team migrate'),
  });
  const { store } = await openForTest(server, { ownerDatabase: owner });
  expect(await store.selectFrom('session').select('device').execute()).toEqual([]);
});

describe('a migration under servers that run', () => {
  /** A server that opened the store, of which a later step was taken back since. */
  async function olderUnderServer() {
    const { owner, admin } = await teamDatabaseForTest('empty');
    const server = await openForTest(owner);
    await makeOlder(owner);
    return { owner, admin, ...server };
  }
  const touchAlertAnd = async (tx: Tx, between: () => Promise<unknown>) => {
    await sql`update alert set acknowledged_at = 1`.execute(tx);
    await between();
    await sql`update session set last_activity_at = 1`.execute(tx);
  };

  test('lets the write under way end, whatever that goes on to touch', async () => {
    const { owner, store } = await olderUnderServer();
    let migrating: Promise<void> | undefined;
    await store.transaction().execute((tx) =>
      touchAlertAnd(tx, async () => {
        migrating = migratePostgres(owner);
        await waitUntilSomebodyWaits(store);
      }),
    );
    await migrating;
    const { rows } = await sql<{ deadlocks: number }>`
      select deadlocks from pg_stat_database where datname = current_database()`.execute(store);
    expect(rows).toEqual([{ deadlocks: 0 }]);
    expect(await store.selectFrom('session').select('device').execute()).toEqual([]);
  });

  test('says who is in the way, gives up, and can be run again', async () => {
    const { owner, admin } = await olderUnderServer();
    const dump = new pg.Client({ connectionString: admin, application_name: 'pg_dump' });
    await dump.connect();
    onTestFinished(() => dump.end());
    await dump.query('begin; lock table session in access share mode');
    const { rows } = await dump.query<{ pid: number }>('select pg_backend_pid() as pid');
    await expect(migratePostgres(owner)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(
        new RegExp(`process ${rows[0]?.pid} \\(pg_dump\\).*Nothing was changed.*run this again`),
      ),
    });
    await dump.query('commit');
    await migratePostgres(owner);
  });
});

test('an owner’s work ends in the database soon after its machine or the network has gone', async () => {
  const { owner } = await teamDatabaseForTest('empty');
  const set = await asOwner(owner, async (tx) => {
    // What the server answers of the first four it has read from its socket.
    const { rows } = await sql<Record<string, string>>`
      select current_setting('tcp_keepalives_idle')::int as idle,
        current_setting('tcp_keepalives_interval')::int as interval,
        current_setting('tcp_keepalives_count')::int as count,
        current_setting('tcp_user_timeout') as unanswered,
        current_setting('idle_in_transaction_session_timeout') as nothing_done`.execute(tx);
    return rows[0];
  });
  expect(set).toEqual({
    ...{ idle: 15, interval: 5, count: 6, unanswered: '45000', nothing_done: '15min' },
  });
});

describe('the servers’ role', () => {
  const forbidden = {
    'change a record': sql`update audit_log set outcome = 'done'`,
    'remove a record': sql`delete from audit_log`,
    'empty the log': sql`truncate audit_log`,
    'change a checkpoint': sql`update audit_checkpoint set at = ''`,
    'remove a checkpoint': sql`delete from audit_checkpoint`,
    'empty the checkpoints': sql`truncate audit_checkpoint`,
    'remove the end': sql`delete from audit_head`,
    'add an end': sql`insert into audit_head select 2, seq, hash, signature from audit_head`,
    'say that the store was moved': sql`insert into meta values ('moved', '')`,
    'change what the store was made with': sql`update meta set value = 'empty'`,
    'take a guard off': sql`drop trigger audit_log_no_change on audit_log`,
    'switch guards off': sql`alter table audit_log disable trigger all`,
    'pass guards by': sql`set session_replication_role = replica`,
    'change a table': sql`alter table audit_log add column more text`,
    'remove a table': sql`drop table audit_log`,
    'make a table': sql`create table mine (id integer)`,
    'replace a guard': sql`create or replace function countersign_append_only() returns trigger language plpgsql as 'begin return new; end'`,
    'say which steps were taken': sql`delete from kysely_migration`,
    'remove an account': sql`delete from account`,
    'remove a verification': sql`delete from attempt`,
  };
  test.each(Object.entries(forbidden))('may not %s', async (_what, statement) => {
    const { server } = await teamDatabaseForTest('demo');
    const { store } = await openForTest(server);
    const before = await counts(store);
    await expect(statement.execute(store)).rejects.toMatchObject({
      details: { state: '42501' },
    });
    expect(await counts(store)).toEqual(before);
  });
});

test('a table of the servers’ own can’t take the log’s place before the guard', async () => {
  const { server } = await teamDatabaseForTest('demo');
  const { store } = await openForTest(server);
  const added = store.transaction().execute(async (tx) => {
    await sql`create temporary table audit_log (like public.audit_log)`.execute(tx);
    await sql`insert into pg_temp.audit_log select * from public.audit_log where seq = 1`.execute(
      tx,
    );
    await sql`update pg_temp.audit_log set seq = 90`.execute(tx);
    await sql`insert into public.audit_log select 91, at, actor_id, actor_role, action,
      subject_staff_id, account_id, contact_id, verification_id, channel, outcome, policy_version,
      details, previous_hash, hash from pg_temp.audit_log`.execute(tx);
  });
  await expect(added).rejects.toThrow('takes only the next record');
});

test('the owner is refused by the guards as well, until they are taken off', async () => {
  const { owner } = await teamDatabaseForTest('demo');
  const { store } = await openForTest(owner);
  for (const statement of [
    sql`update audit_log set outcome = 'done'`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
  ])
    await expect(statement.execute(store)).rejects.toThrow('audit_log is append-only');
});

/** The database's own word for it: somebody's statement waits for a lock here. */
async function waitUntilSomebodyWaits(store: Store): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(store);
      return rows.length;
    })
    .toBeGreaterThan(0);
}

async function counts(store: Store) {
  const { rows } = await sql`
    select (select count(*) from audit_log) as records, (select count(*) from account) as accounts,
      (select count(*) from kysely_migration) as steps`.execute(store);
  return rows;
}

/** Makes a database's schema anew without its later steps. */
async function makeOlder(owner: string): Promise<void> {
  await asOwner(owner, async (tx) => {
    await sql`drop schema public cascade`.execute(tx);
    await sql`create schema public`.execute(tx);
    await takeStepsBefore(tx, postgresEngine, '0002-team-sessions');
    await grantToRuntime(tx);
  });
}
