import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { up } from '#main/platform/database/migrations/0002-team-sessions.ts';
import { postgresEngine } from '#main/platform/database/postgres/engine.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { sqliteEngine } from '#main/platform/database/sqlite/engine.ts';
import { newStore } from '#test/support/new-store.ts';
import { onPostgres } from '#test/support/test-desk.ts';

/** Takes a new store back to before the step. */
async function undo(store: Store) {
  const { schema } = store;
  await schema.dropIndex('throttle_by_failed_at').execute();
  for (const [table, columns] of [
    ['session', ['device', 'address', 'end_why']],
    ['throttle', ['failed_at', 'aged_at']],
  ] as const)
    for (const column of columns) await schema.alterTable(table).dropColumn(column).execute();
  await schema.alterTable('alert').renameColumn('failing', 'contacts').execute();
}

test('the second step keeps sessions, counts and alerts as they were', async () => {
  const { store } = await newStore();
  await undo(store);
  const old = store as unknown as Kysely<Record<string, Record<string, string | number | null>>>;
  await old
    .insertInto('staff')
    .values({
      ...{ id: 1, username: 'anna', name: 'Anna Larsen', role: 'agent', works_on: 'both' },
      ...{ password_hash: 'h', pepper_id: 'p', active: 1, password_change_due: 0, created_at: 1 },
    })
    .execute();
  const session = {
    ...{ id: 1, token_hash: 't', staff_id: 1, door: 'web', signed_in_at: 1, expires_at: 2 },
    ...{ last_activity_at: 1, locked_at: null, ended_at: null },
  };
  const count = { scope: 'sign_in', key: 'k', charged: 5, forgiven: 2, last_charged_at: 7 };
  const alert = {
    ...{ id: 1, kind: 'many_contacts_failing', raised_at: 9 },
    ...{ acknowledged_by: null, acknowledged_at: null },
  };
  await old.insertInto('session').values(session).execute();
  await old.insertInto('throttle').values(count).execute();
  await old
    .insertInto('alert')
    .values({ ...alert, contacts: 12 })
    .execute();

  await up(store, onPostgres ? postgresEngine : sqliteEngine);

  expect(await store.selectFrom('session').selectAll().execute()).toEqual([
    { ...session, device: null, address: null, end_why: null },
  ]);
  expect(await store.selectFrom('throttle').selectAll().execute()).toEqual([
    { ...count, failed_at: null, aged_at: null },
  ]);
  expect(await store.selectFrom('alert').selectAll().execute()).toEqual([
    { ...alert, failing: 12 },
  ]);
});
