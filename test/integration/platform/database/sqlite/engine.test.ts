import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Store } from '#main/platform/database/schema.ts';
import { newSqliteStore } from '#test/support/sqlite-store.ts';

function record(seq: number) {
  return {
    seq,
    at: '2026-01-01T00:00:00.000Z',
    actor_id: null,
    actor_role: 'system',
    action: 'store.created',
    subject_staff_id: null,
    account_id: null,
    contact_id: null,
    verification_id: null,
    channel: null,
    outcome: 'done',
    policy_version: 1,
    details: '{}',
    previous_hash: '0'.repeat(64),
    hash: '1'.repeat(64),
  } as const;
}

const append = (store: Store, seq: number) =>
  store.insertInto('audit_log').values(record(seq)).execute();

test('the audit log takes records in order only', async () => {
  const { store } = await newSqliteStore();
  await expect(append(store, 2)).rejects.toThrow('only the next record');
  await append(store, 1);
  await append(store, 2);
  for (const seq of [0, 1, 2, 4]) await expect(append(store, seq)).rejects.toThrow();
  await append(store, 3);
});

test('the audit log and its checkpoints take no change', async () => {
  const { store } = await newSqliteStore();
  await append(store, 1);
  await store
    .insertInto('audit_checkpoint')
    .values({ seq: 1, hash: 'h', at: 'now', key_id: 'k', signature: 's' })
    .execute();
  for (const table of ['audit_log', 'audit_checkpoint']) {
    const name = sql.table(table);
    for (const change of [
      sql`update ${name} set hash = 'other'`,
      sql`delete from ${name}`,
      sql`insert or replace into ${name} select * from ${name}`,
    ])
      await expect(change.execute(store)).rejects.toThrow(/append-only|only the next record/);
    const { rows } = await sql<{ hash: string }>`select hash from ${name}`.execute(store);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.hash).not.toBe('other');
  }
});

test('a number of a removed row is never used again', async () => {
  const { store } = await newSqliteStore();
  const add = async () => {
    const { insertId } = await store
      .insertInto('reason')
      .values({ text: 'x', created_at: 1 })
      .executeTakeFirst();
    return Number(insertId);
  };
  expect(await add()).toBe(1);
  await store.deleteFrom('reason').execute();
  expect(await add()).toBe(2);
});
