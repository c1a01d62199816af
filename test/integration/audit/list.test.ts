import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { findSeqs } from '#main/audit/audit-search.queries.ts';
import type { Store } from '#main/platform/database/schema.ts';
import type { AuditFilter } from '#shared/contract/audit.contract.ts';
import { appendAll, fillLog, newAuditLog, storeCreated } from '#test/support/audit-log.ts';

const start = Date.UTC(2026, 0, 5, 9);
const minute = 60_000;

let log: Awaited<ReturnType<typeof newAuditLog>>;
beforeEach(async () => {
  log = await newAuditLog();
});

async function addPeople(store: Store) {
  await store
    .insertInto('staff')
    .values(
      ['Anna Agent', 'Sam Supervisor'].map((name, index) => ({
        id: index + 1,
        username: `person${index + 1}`,
        name,
        role: index === 0 ? 'agent' : 'supervisor',
        works_on: 'both' as const,
        password_hash: 'none',
        pepper_id: 'none',
        active: 1 as const,
        password_change_due: 0 as const,
        created_at: start,
        last_sign_in_at: null,
      })),
    )
    .execute();
  await store
    .insertInto('account')
    .values(
      ['Larsen Data AS', 'Åse Holm'].map((name, index) => ({
        id: index + 1,
        client_id: `10488${index}`,
        username: `client${index}`,
        name,
        company: null,
        email: `client${index}@example.com`,
        phone: null,
        country: 'NO',
        status: 'active' as const,
        created_at: start,
        code_salt: randomBytes(16),
      })),
    )
    .execute();
  await store
    .insertInto('contact')
    .values({
      id: 1,
      account_id: 1,
      kind: 'owner',
      name: 'Eva Larsen',
      email: null,
      phone: null,
      may_billing: 1,
      may_technical: 1,
      may_security: 1,
      may_owner: 1,
      viewing_access: 0,
    })
    .execute();
  await store
    .insertInto('request')
    .values({
      id: 'test.request',
      label: 'Change a test',
      tier: 2,
      permission: null,
      needs_approval: 0,
      position: 900,
    })
    .execute();
}

test('an entry carries the names of today, the request’s label and the reason', async () => {
  const { store, audit } = log;
  await addPeople(store);
  await store.transaction().execute(async (tx) => {
    await audit.append(tx, storeCreated);
    const reasonId = await audit.keepReason(tx, 'She called back from the office.');
    await audit.append(tx, {
      actor: { staffId: 1, role: 'agent' },
      action: 'verification.opened',
      outcome: 'done',
      subjectStaffId: 2,
      accountId: 1,
      contactId: 1,
      verificationId: 40,
      channel: 'phone',
      details: { requestId: 'test.request', reasonId },
    });
  });
  await store.updateTable('staff').set({ name: 'Anna Married' }).where('id', '=', 1).execute();
  const { entries } = await audit.list({}, null, 10);
  expect(entries[0]).toMatchObject({
    seq: 2,
    actorName: 'Anna Married',
    subjectStaffName: 'Sam Supervisor',
    clientId: '104880',
    accountName: 'Larsen Data AS',
    contactName: 'Eva Larsen',
    requestLabel: 'Change a test',
    reason: 'She called back from the office.',
    channel: 'phone',
  });
  expect(entries[1]).toMatchObject({
    seq: 1,
    actorName: null,
    clientId: null,
    requestLabel: null,
    reason: null,
  });
});

test('a reason that was erased leaves the chain whole', async () => {
  const { store, audit } = log;
  await store.transaction().execute(async (tx) => {
    await audit.append(tx, storeCreated);
    const reasonId = await audit.keepReason(tx, 'Words to forget');
    await audit.append(tx, { ...storeCreated, action: 'staff.added', details: { reasonId } });
  });
  await sql`delete from reason`.execute(store);
  expect((await audit.list({}, null, 1)).entries[0]?.reason).toBeNull();
  expect(await audit.check()).toMatchObject({ whole: true });
});

test('a verification’s story is told in order and has nothing of others', async () => {
  const { store, audit } = log;
  const note = (verificationId: number, action: 'verification.opened' | 'verification.ended') => ({
    ...storeCreated,
    action,
    verificationId,
  });
  await appendAll(store, audit, [
    storeCreated,
    note(7, 'verification.opened'),
    note(8, 'verification.opened'),
    note(7, 'verification.ended'),
  ]);
  const story = await audit.story(7);
  expect(story.map(({ seq, action }) => [seq, action])).toEqual([
    [2, 'verification.opened'],
    [4, 'verification.ended'],
  ]);
  expect(await audit.story(9)).toEqual([]);
});

const actions = ['account.opened', 'verification.attempted', 'session.locked'] as const;
const outcomes = ['done', 'failed'] as const;
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const event = fc.record({
  actor: one(null, 1, 2),
  subject: one(null, 1, 2),
  account: one(null, 1, 2),
  action: one(...actions),
  outcome: one(...outcomes),
  // The clock jumps back and forth.
  minute: fc.integer({ min: 0, max: 9 }),
});
const filters: fc.Arbitrary<AuditFilter> = fc.record(
  {
    staffId: one(1, 2, 3),
    clientId: one('104880', '104881', 'nobody'),
    action: one(...actions),
    outcome: one(...outcomes),
    from: fc.integer({ min: 0, max: 9 }).map((n) => start + n * minute),
    to: fc.oneof(
      fc.integer({ min: 0, max: 9 }).map((n) => start + n * minute),
      fc.constant(8_640_000_000_000_000),
    ),
  },
  { requiredKeys: [] },
);

test('any combination of filters finds exactly what fits, newest first, page by page', async () => {
  const { store, audit, time } = log;
  await addPeople(store);
  const events = fc.sample(event, { numRuns: 120, seed: 1 });
  await store.transaction().execute(async (tx) => {
    for (const { minute: at, ...it } of events) {
      time.now = start + at * minute;
      await audit.append(tx, {
        actor: { staffId: it.actor, role: it.actor === null ? 'nobody' : 'agent' },
        action: it.action,
        outcome: it.outcome,
        subjectStaffId: it.subject,
        accountId: it.account,
      });
    }
  });
  const fits = (filter: AuditFilter) =>
    events
      .map((it, index) => ({ ...it, seq: index + 1, at: start + it.minute * minute }))
      .filter(
        (it) =>
          (filter.staffId === undefined ||
            it.actor === filter.staffId ||
            it.subject === filter.staffId) &&
          (filter.clientId === undefined ||
            (it.account !== null && `${104_879 + it.account}` === filter.clientId)) &&
          (filter.action === undefined || it.action === filter.action) &&
          (filter.outcome === undefined || it.outcome === filter.outcome) &&
          (filter.from === undefined || it.at >= filter.from) &&
          (filter.to === undefined || it.at <= filter.to),
      )
      .map(({ seq }) => seq)
      .reverse();
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, limit) => {
      const found: number[] = [];
      let before: number | null = null;
      do {
        const page: Awaited<ReturnType<typeof audit.list>> = await audit.list(
          filter,
          before,
          limit,
        );
        expect(page.entries.length).toBeLessThanOrEqual(limit);
        found.push(...page.entries.map(({ seq }) => seq));
        before = page.next;
      } while (before !== null);
      expect(found).toEqual(fits(filter));
    }),
    { numRuns: 150 },
  );
});

test('what a filter seeks is found beyond the first window of candidates', async () => {
  const { store, auditKey } = log;
  await fillLog(store, auditKey, 4100, (seq) => (seq === 2 ? { outcome: 'failed' } : {}));
  expect(await findSeqs(store, { action: 'account.opened', outcome: 'failed' }, null, 5)).toEqual([
    2,
  ]);
});
