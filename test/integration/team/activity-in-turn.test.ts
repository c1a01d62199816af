import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { demo } from '#test/support/demo-people.ts';
import {
  openForTest,
  teamBackendForTest,
  teamDatabaseForTest,
} from '#test/support/postgres/open-team-store.ts';
import { at, must } from '#test/support/test-desk.ts';

const minute = 60_000;

/** Somebody signed in at a server of a team, idle for a minute, and a way to hold up all writers. */
async function idleAgent() {
  const { server, admin, keys } = await teamDatabaseForTest('demo');
  const backend = await teamBackendForTest({ database: server, keys });
  const { desk } = at(backend);
  must(await desk.session.signIn({ ...demo.phoneAgent }));
  const { store } = await openForTest(admin);
  const newest = async () => {
    const query = store.selectFrom('session').select('last_activity_at').orderBy('id', 'desc');
    return (await query.executeTakeFirstOrThrow()).last_activity_at;
  };
  const before = (await newest()) - minute;
  await store.updateTable('session').set({ last_activity_at: before }).execute();
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  onTestFinished(() => client.end());
  /** How many writers wait for their turn, by the database's own word. */
  const waiting = async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock'`.execute(store);
    return rows.length;
  };
  return { backend, desk, client, newest, before, waiting };
}

test('activity is noted in the writers’ turn, by the time when that comes', async () => {
  const { backend, desk, client, newest, before, waiting } = await idleAgent();
  await client.query('begin; select seq from audit_head for update');
  const touching = desk.session.touch({});
  await expect.poll(waiting).toBe(1);
  expect(await newest()).toBe(before);
  const turn = backend.now();
  await client.query('commit');
  must(await touching);
  expect(await newest()).toBeGreaterThanOrEqual(turn);
});

test('activity that another server noted meanwhile is not taken back', async () => {
  const { backend, desk, client, newest, waiting } = await idleAgent();
  await client.query('begin; select seq from audit_head for update');
  const touching = desk.session.touch({});
  await expect.poll(waiting).toBe(1);
  const ahead = backend.now() + minute;
  await client.query('update session set last_activity_at = $1', [ahead]);
  await client.query('commit');
  must(await touching);
  expect(await newest()).toBe(ahead);
});
