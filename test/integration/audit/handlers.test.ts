import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { auditHandlers } from '#main/audit/audit.handlers.ts';
import type { CallContext } from '#main/platform/call.ts';
import { appendAll, dropGuards, newAuditLog, storeCreated } from '#test/support/audit-log.ts';

const context: CallContext = {
  caller: { door: 'cli', token: null, operator: true },
  actor: { staffId: null, role: 'operator' },
  session: null,
};

async function newRoom() {
  const log = await newAuditLog();
  await appendAll(log.store, log.audit, [storeCreated, storeCreated]);
  return { ...log, handlers: auditHandlers({ ...log, note: (note) => log.audit.note(note) }) };
}

test('looking at the log leaves no record; checking and exporting it do', async () => {
  const { audit, handlers } = await newRoom();
  await handlers.list({ filter: {}, before: null, limit: 10 }, context);
  await handlers.story({ verificationId: 1 }, context);
  expect((await audit.check()).records).toBe(2);

  expect(await handlers.check({}, context)).toMatchObject({ whole: true, records: 2 });
  const first = await handlers.records({ after: 0, limit: 3 }, context);
  const rest = await handlers.records({ after: first.next ?? 0, limit: 3 }, context);
  const records = [...first.records, ...rest.records];
  expect(records.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'store.created done',
    'store.created done',
    'audit.checked done',
    'audit.exported done',
  ]);
  expect(records[2]).toMatchObject({ actorRole: 'operator', details: { problems: 0, records: 2 } });
  expect(rest.next).toBeNull();
});

test('a check that finds something says so in the log', async () => {
  const { store, audit, handlers } = await newRoom();
  await dropGuards(store);
  await sql`update audit_log set outcome = 'failed' where seq = 1`.execute(store);
  expect(await handlers.check({}, context)).toMatchObject({ whole: false });
  const { entries } = await audit.list({}, null, 1);
  expect(entries[0]).toMatchObject({ action: 'audit.checked', outcome: 'failed' });
});

test('a check of a log that takes no more records still tells what it found', async () => {
  const { store, handlers } = await newRoom();
  await sql`update audit_head set hash = ${'3'.repeat(64)}`.execute(store);
  expect(await handlers.check({}, context)).toMatchObject({
    whole: false,
    problems: [{ seq: 2, problem: 'head_forged' }],
  });
});
