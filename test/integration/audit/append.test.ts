import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { checkpointInterval } from '#main/audit/audit-chain.ts';
import type { AuditNote } from '#main/audit/audit-entry.ts';
import { appendAll, dropGuards, newAuditLog, storeCreated } from '#test/support/audit-log.ts';
import { onPostgres } from '#test/support/test-desk.ts';

const opened: AuditNote = {
  actor: { staffId: 3, role: 'agent' },
  action: 'account.opened',
  outcome: 'done',
  accountId: 5,
  details: { zebra: 1, apple: 'two' },
};

test('a record is chained, numbered, and signed as the end of the log', async () => {
  const { store, audit } = await newAuditLog();
  await appendAll(store, audit, [storeCreated, opened]);
  const { records } = await audit.records(0, 10);
  expect(records.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(records[1]).toMatchObject({
    at: '2026-01-05T09:00:00.000Z',
    actorId: 3,
    actorRole: 'agent',
    action: 'account.opened',
    accountId: 5,
    contactId: null,
    policyVersion: 1,
    details: { apple: 'two', zebra: 1 },
    previousHash: records[0]?.hash,
  });
  expect(await audit.check()).toEqual({
    whole: true,
    records: 2,
    checkpoints: 0,
    headHash: records[1]?.hash,
    problems: [],
  });
});

test('a record is gone with the transaction it was part of', async () => {
  const { store, audit } = await newAuditLog();
  await appendAll(store, audit, [storeCreated]);
  const failing = store.transaction().execute(async (tx) => {
    await audit.append(tx, opened);
    throw new Error('changed its mind');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  await appendAll(store, audit, [opened]);
  expect((await audit.records(0, 10)).records.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(await audit.check()).toMatchObject({ whole: true, records: 2 });
});

test('a clock that goes backwards changes the time of a record, not its place', async () => {
  const { store, audit, time } = await newAuditLog();
  await appendAll(store, audit, [storeCreated]);
  time.now -= 86_400_000;
  await appendAll(store, audit, [opened]);
  const { entries } = await audit.list({}, null, 10);
  expect(entries.map(({ seq, at }) => [seq, at])).toEqual([
    [2, '2026-01-04T09:00:00.000Z'],
    [1, '2026-01-05T09:00:00.000Z'],
  ]);
  expect(await audit.check()).toMatchObject({ whole: true });
});

test('every thousandth record is signed for good, and any other on demand, once', async () => {
  const { store, audit } = await newAuditLog();
  await store.transaction().execute((tx) => audit.checkpoint(tx));
  await appendAll(store, audit, [
    storeCreated,
    ...Array.from({ length: checkpointInterval + 4 }, () => opened),
  ]);
  await store.transaction().execute((tx) => audit.checkpoint(tx));
  await store.transaction().execute((tx) => audit.checkpoint(tx));
  const checkpoints = await store.selectFrom('audit_checkpoint').select('seq').execute();
  expect(checkpoints.map(({ seq }) => seq)).toEqual([1000, 1005]);
  expect(await audit.check()).toMatchObject({ whole: true, records: 1005, checkpoints: 2 });
});

test('many records at once are chained as one by one, across a thousandth and more than a statement', async () => {
  const { store, audit } = await newAuditLog();
  await appendAll(store, audit, [storeCreated, opened]);
  const many = Array.from({ length: checkpointInterval + 20 }, (_, place) => ({
    ...opened,
    accountId: place + 1,
  }));
  await store.transaction().execute((tx) => audit.appendAll(tx, many));
  await store.transaction().execute((tx) => audit.appendAll(tx, []));
  await appendAll(store, audit, [opened]);
  const { records } = await audit.records(2, checkpointInterval);
  expect(records.map(({ accountId }) => accountId)).toEqual(
    many.slice(0, checkpointInterval).map(({ accountId }) => accountId),
  );
  const checkpoints = await store.selectFrom('audit_checkpoint').select('seq').execute();
  expect(checkpoints.map(({ seq }) => seq)).toEqual([checkpointInterval]);
  expect(await audit.check()).toMatchObject({
    ...{ whole: true, records: checkpointInterval + 23, checkpoints: 1 },
  });
});

test('of many at once none is kept when one may not be in the log', async () => {
  const { store, audit } = await newAuditLog();
  await appendAll(store, audit, [storeCreated]);
  const bad = { ...opened, details: { reason: 'Anna asked for it' } };
  const adding = store.transaction().execute((tx) => audit.appendAll(tx, [opened, bad]));
  await expect(adding).rejects.toThrow(TypeError);
  expect(await audit.check()).toMatchObject({ whole: true, records: 1 });
});

test('words of a person never get into the chain', async () => {
  const { store, audit } = await newAuditLog();
  const note = { ...opened, details: { reason: 'Anna asked for it' } };
  await expect(appendAll(store, audit, [note])).rejects.toThrow(TypeError);
  const reasonId = await store
    .transaction()
    .execute((tx) => audit.keepReason(tx, 'Anna asked for it'));
  await appendAll(store, audit, [storeCreated, { ...opened, details: { reasonId } }]);
  const { entries } = await audit.list({}, null, 1);
  expect(entries[0]).toMatchObject({ reason: 'Anna asked for it', details: { reasonId } });
});

test.each([
  ['update', sql`update audit_log set outcome = 'failed' where seq = 1`],
  ['delete', sql`delete from audit_log where seq = 1`],
  [
    'a record out of order',
    sql`insert into audit_log select 7, at, actor_id, actor_role, action, subject_staff_id, account_id, contact_id, verification_id, channel, outcome, policy_version, details, previous_hash, hash from audit_log where seq = 1`,
  ],
  onPostgres
    ? ['its emptying', sql`truncate audit_log`]
    : [
        'a replacing record',
        sql`insert or replace into audit_log select * from audit_log where seq = 1`,
      ],
  [
    'a record over another',
    sql`insert into audit_log select * from audit_log where seq = 1
      on conflict (seq) do update set outcome = 'failed'`,
  ],
  ['a changed checkpoint', sql`update audit_checkpoint set seq = 9`],
  ['a removed checkpoint', sql`delete from audit_checkpoint`],
])('the store itself refuses %s', async (_what, statement) => {
  const { store, audit } = await newAuditLog();
  await appendAll(store, audit, [storeCreated]);
  await store.transaction().execute((tx) => audit.checkpoint(tx));
  await expect(statement.execute(store)).rejects.toThrow(/audit_(log|checkpoint)/);
  expect(await audit.check()).toMatchObject({ whole: true, records: 1, checkpoints: 1 });
});

const cutHead = sql`update audit_head set seq = 2, hash = (select hash from audit_log where seq = 2)`;
test.each([
  ['was removed', [sql`delete from audit_log where seq = 3`]],
  ['was removed and the signed end set back', [sql`delete from audit_log where seq = 3`, cutHead]],
  ['was given another hash', [sql`update audit_log set hash = ${'5'.repeat(64)} where seq = 3`]],
  [
    'is not the last any more',
    [
      sql`insert into audit_log select 4, at, actor_id, actor_role, action, subject_staff_id, account_id, contact_id, verification_id, channel, outcome, policy_version, details, previous_hash, hash from audit_log where seq = 3`,
    ],
  ],
  ['is signed by nobody', [sql`delete from audit_head`]],
])('nothing is recorded after a last record that %s', async (_what, steps) => {
  const { store, audit } = await newAuditLog();
  await appendAll(store, audit, [storeCreated, opened, opened]);
  await dropGuards(store);
  for (const step of steps) await step.execute(store);
  const before = await audit.check();
  const damaged = expect.objectContaining({ name: 'Refusal', code: 'store_damaged' });
  await expect(appendAll(store, audit, [opened])).rejects.toEqual(damaged);
  await expect(store.transaction().execute((tx) => audit.checkpoint(tx))).rejects.toEqual(damaged);
  expect(before.whole).toBe(false);
  expect(await audit.check()).toEqual(before);
});
