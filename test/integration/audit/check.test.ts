import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { AuditService } from '#main/audit/audit.service.ts';
import { canonicalBytes, recordHash } from '#main/audit/audit-encoding.ts';
import type { AuditNote } from '#main/audit/audit-entry.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { appendAll, dropGuards, newAuditLog, storeCreated } from '#test/support/audit-log.ts';
import { onPostgres } from '#test/support/test-desk.ts';

/** What is checked here is the same on both engines; on PostgreSQL each change is a commit to disk. */
const runs = onPostgres ? 8 : 25;

const id = fc.option(fc.integer({ min: 1, max: 99 }));
const notes: fc.Arbitrary<AuditNote[]> = fc.array(
  fc.record({
    actor: fc.record({ staffId: id, role: fc.constantFrom('agent', 'supervisor') }),
    action: fc.constantFrom('account.opened', 'verification.attempted', 'session.locked'),
    outcome: fc.constantFrom('done', 'verified', 'not_verified'),
    subjectStaffId: id,
    accountId: id,
    contactId: id,
    verificationId: id,
    channel: fc.constantFrom('phone', 'chat', null),
    details: fc.dictionary(fc.constantFrom('tries', 'why'), fc.constantFrom(1, 2, 'no_match')),
  }),
  { minLength: 5, maxLength: 16 },
);

/** A new chain of random records, with a checkpoint in its middle, in place of what was there. */
async function rewriteLog(store: Store, audit: AuditService, random: readonly AuditNote[]) {
  for (const table of ['audit_log', 'audit_checkpoint', 'audit_head'] as const)
    await sql`delete from ${sql.table(table)}`.execute(store);
  await sql`insert into audit_head values (1, 0, ${'0'.repeat(64)}, '')`.execute(store);
  await appendAll(store, audit, [storeCreated, ...random.slice(0, 2)]);
  await store.transaction().execute((tx) => audit.checkpoint(tx));
  await appendAll(store, audit, random.slice(2));
  return random.length + 1;
}

let log: Awaited<ReturnType<typeof newAuditLog>>;
beforeEach(async () => {
  log = await newAuditLog();
  await dropGuards(log.store);
  // Thousands of small changes: what is checked here doesn't depend on when they reach the disk.
  if (!onPostgres) await sql`pragma synchronous = off`.execute(log.store);
});

const found = async () => {
  const { whole, problems } = await log.audit.check();
  expect(whole).toBe(problems.length === 0);
  return problems.map(({ seq, problem }) => `${problem} ${seq}`);
};

/** Runs a tampering on random chains at random places and expects these findings among others. */
async function expectNamed(
  tamper: (place: number, length: number) => RawBuilder<unknown>[],
  names: (place: number, length: number) => string[],
  exactly = true,
) {
  await fc.assert(
    fc.asyncProperty(notes, fc.nat(), async (random, at) => {
      const length = await rewriteLog(log.store, log.audit, random);
      expect(await found()).toEqual([]);
      // Not the first and not the last one, so that both have neighbours.
      const place = 2 + (at % (length - 2));
      for (const step of tamper(place, length)) await step.execute(log.store);
      const problems = await found();
      if (exactly) expect(problems).toEqual(names(place, length));
      else expect(problems).toEqual(expect.arrayContaining(names(place, length)));
    }),
    { numRuns: runs },
  );
}

const columns = {
  at: `'2020-01-01T00:00:00.000Z'`,
  actor_id: '12345',
  actor_role: `'operator'`,
  action: `'code.rehashed'`,
  subject_staff_id: '12345',
  account_id: '12345',
  contact_id: '12345',
  verification_id: '12345',
  channel: `case when channel = 'phone' then 'chat' else 'phone' end`,
  outcome: `'refused'`,
  policy_version: '2',
  details: `details || ' '`,
  previous_hash: `'${'1'.repeat(64)}'`,
  hash: `'${'2'.repeat(64)}'`,
};

test.each(Object.entries(columns))('a changed %s is named', async (column, value) => {
  await expectNamed(
    (place) => [
      sql`update audit_log set ${sql.ref(column)} = ${sql.raw(value)} where seq = ${place}`,
    ],
    (place) => [`altered ${place}`],
  );
});

test('garbage in any column is named, and stops neither the check nor the lists', async () => {
  const anything = fc.oneof(
    fc.constantFrom('', '{', 'null', '0'.repeat(64).toUpperCase(), 'ÿ\u0001'),
    fc.string({ maxLength: 80 }).map(storable),
  );
  const text = Object.keys(columns).filter((name) => !/_id$|version/.test(name));
  await fc.assert(
    fc.asyncProperty(notes, fc.constantFrom(...text), anything, async (random, column, value) => {
      await rewriteLog(log.store, log.audit, random);
      await sql`update audit_log set ${sql.ref(column)} = ${value} where seq = 3`.execute(
        log.store,
      );
      const { records } = await log.audit.records(0, 100);
      expect((await log.audit.list({}, null, 100)).entries).toHaveLength(records.length);
      const row = await sql`select ${sql.ref(column)} as now from audit_log where seq = 3`;
      if ((await row.execute(log.store)).rows[0]) expect(await found()).toContain('altered 3');
    }),
    { numRuns: runs * 4 },
  );
});

test('a record changed together with its hash is named', async () => {
  await fc.assert(
    fc.asyncProperty(notes, fc.nat(), async (random, at) => {
      const length = await rewriteLog(log.store, log.audit, random);
      const place = 2 + (at % (length - 1));
      await rehash(place, { outcome: 'spent' });
      expect(await found()).toContain(`altered ${place}`);
    }),
    { numRuns: runs },
  );
});

test('a whole tail written anew with fresh hashes is found where it was signed', async () => {
  await fc.assert(
    fc.asyncProperty(notes, async (random) => {
      const length = await rewriteLog(log.store, log.audit, random);
      for (let seq = 2; seq <= length; seq += 1)
        await rehash(seq, seq === 2 ? { outcome: 'spent' } : {}, true);
      // 3 carries the checkpoint, the last one the signed end.
      expect(await found()).toEqual(
        length === 3 ? ['altered 3'] : ['altered 3', `altered ${length}`],
      );
      await sql`update audit_head set hash = (select hash from audit_log where seq = ${length})`.execute(
        log.store,
      );
      expect(await found()).toEqual(['altered 3', `head_forged ${length}`]);
    }),
    { numRuns: 10 },
  );
});

test('a record removed from the middle is named', async () => {
  await expectNamed(
    (place) => [sql`delete from audit_log where seq = ${place}`],
    (place) => [`missing ${place}`],
  );
});

test('removed last records are named, whether the end was set back or not', async () => {
  await expectNamed(
    (_place, length) => [sql`delete from audit_log where seq = ${length}`],
    (_place, length) => [`tail_removed ${length}`],
  );
  await expectNamed(
    (place) => [sql`delete from audit_log where seq >= ${place}`],
    (place) => [`tail_removed ${place}`],
  );
  await expectNamed(
    (_place, length) => [
      sql`delete from audit_log where seq = ${length}`,
      sql`update audit_head set seq = seq - 1, hash = (select hash from audit_log where seq = ${length - 1})`,
    ],
    (_place, length) => [`head_forged ${length - 1}`],
  );
});

test('a log emptied, or begun anew, is named', async () => {
  await expectNamed(
    () => [
      sql`delete from audit_log`,
      sql`delete from audit_checkpoint`,
      sql`update audit_head set seq = 0, hash = ${'0'.repeat(64)}, signature = ''`,
    ],
    () => ['tail_removed 1'],
  );
  await appendAll(log.store, log.audit, [{ ...storeCreated, action: 'store.opened' }]);
  expect(await found()).toEqual(['altered 1']);
});

const swap = (one: number, other: number) => [
  sql`update audit_log set seq = -1 where seq = ${one}`,
  sql`update audit_log set seq = ${one} where seq = ${other}`,
  sql`update audit_log set seq = ${other} where seq = -1`,
];

test('two records that changed places are both named', async () => {
  await expectNamed(
    (place) => swap(place, place + 1),
    (place) => [`reordered ${place}`, `reordered ${place + 1}`],
  );
  await expectNamed(
    (place, length) => swap(place === length - 1 ? 2 : place, length),
    (place, length) => [`reordered ${place === length - 1 ? 2 : place}`, `reordered ${length}`],
  );
});

test('two records whose contents changed places under their hashes are both named', async () => {
  const contents = Object.keys(columns).filter((name) => !name.endsWith('hash'));
  const assign = contents.map((name) => `${name} = other.${name}`).join(', ');
  await fc.assert(
    fc.asyncProperty(notes, async (random) => {
      await rewriteLog(log.store, log.audit, random);
      const rows = await sql<{ key: string }>`
        select ${sql.raw(contents.map((name) => `coalesce(cast(${name} as text), '-')`).join(" || '|' || "))} as key
        from audit_log where seq in (2, 4)`.execute(log.store);
      fc.pre(rows.rows[0]?.key !== rows.rows[1]?.key);
      await sql`update audit_log set ${sql.raw(assign)}
        from (select * from audit_log where seq in (2, 4)) as other
        where audit_log.seq in (2, 4) and other.seq = 6 - audit_log.seq`.execute(log.store);
      expect(await found()).toEqual(['reordered 2', 'reordered 4']);
    }),
    { numRuns: runs },
  );
});

test('a record moved to another place is named at both', async () => {
  await expectNamed(
    (place, length) => [sql`update audit_log set seq = ${length + 5} where seq = ${place}`],
    (place, length) => [`missing ${place}`, `reordered ${length + 5}`],
    false,
  );
});

test('a duplicated record is named', async () => {
  const rest = sql.raw(Object.keys(columns).join(', '));
  await expectNamed(
    (place, length) => [
      sql`insert into audit_log (seq, ${rest}) select ${sql.lit(length + 1)}, ${rest} from audit_log where seq = ${place}`,
    ],
    (_place, length) => [`altered ${length + 1}`],
  );
  await expectNamed(
    (place) => [
      sql`insert into audit_log (seq, ${rest}) select ${sql.lit(-place)}, ${rest} from audit_log where seq = ${place}`,
    ],
    () => ['altered 1'],
  );
});

test('numbers beyond counting are named and end the check', async () => {
  await expectNamed(
    (place) => [sql`update audit_log set seq = 9223372036854775807 where seq = ${place}`],
    (place) => [`missing ${place}`],
    false,
  );
});

test.each([
  ['number', sql`seq = seq + 1`, 1],
  ['hash', sql`hash = ${'3'.repeat(64)}`, 0],
  ['signature', sql`signature = ${'4'.repeat(128)}`, 0],
  ['signature, as no signature at all,', sql`signature = 'none'`, 0],
])('an end with a changed %s is named', async (_what, change, further) => {
  await expectNamed(
    () => [sql`update audit_head set ${change}`],
    (_place, length) => [`head_forged ${length + further}`],
  );
});

test('a removed end, and an older one put back, are named', async () => {
  await expectNamed(
    () => [sql`delete from audit_head`],
    (_place, length) => [`head_forged ${length + 1}`],
  );
  await rewriteLog(log.store, log.audit, []);
  const older = await log.store
    .selectFrom('audit_head')
    .select(['seq', 'hash', 'signature'])
    .executeTakeFirstOrThrow();
  await appendAll(log.store, log.audit, [storeCreated, storeCreated]);
  await log.store.updateTable('audit_head').set(older).execute();
  expect(await found()).toEqual(['altered 2']);
});

test.each([
  ['number', sql`seq = 2`, 'checkpoint_broken 2'],
  ['hash', sql`hash = ${'3'.repeat(64)}`, 'checkpoint_broken 3'],
  ['time', sql`at = '2020-01-01T00:00:00.000Z'`, 'checkpoint_broken 3'],
  ['key', sql`key_id = 'audit-2'`, 'checkpoint_broken 3'],
  ['signature', sql`signature = ${'4'.repeat(128)}`, 'checkpoint_broken 3'],
])('a checkpoint with a changed %s is named', async (_what, change, name) => {
  await expectNamed(
    () => [sql`update audit_checkpoint set ${change}`],
    () => [name],
  );
});

test('checkpoints show a tail that was removed together with a fitting older end', async () => {
  const { store, audit } = log;
  await rewriteLog(store, audit, []);
  const older = await store
    .selectFrom('audit_head')
    .select(['seq', 'hash', 'signature'])
    .executeTakeFirstOrThrow();
  await appendAll(store, audit, [storeCreated, storeCreated]);
  await store.transaction().execute((tx) => audit.checkpoint(tx));
  await sql`delete from audit_log where seq > 1`.execute(store);
  await store.updateTable('audit_head').set(older).execute();
  expect(await found()).toEqual(['tail_removed 2']);
});

/** PostgreSQL keeps no character of the number 0. */
const storable = (text: string) => (onPostgres ? text.replaceAll('\0', '') : text);

/** Changes a record and gives it the hash of its new content, as a forger without the key can. */
async function rehash(seq: number, change: Record<string, string>, relink = false) {
  const { records } = await log.audit.records(0, 1000);
  const stored = records.find((record) => record.seq === seq);
  const before = records.find((record) => record.seq === seq - 1);
  if (!stored || !before) throw new Error('no such record');
  const details = JSON.stringify(stored.details);
  const content = { ...stored, ...change, details };
  const previousHash = relink ? before.hash : stored.previousHash;
  expect(canonicalBytes(content).length).toBeGreaterThan(0);
  await log.store
    .updateTable('audit_log')
    .set({
      ...change,
      previous_hash: previousHash,
      hash: recordHash(previousHash, content),
    } as never)
    .where('seq', '=', seq)
    .execute();
}
