import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { countsBefore, inspectTries } from '#test/support/evidence/settled-once.ts';
import { LoadJournal } from '#test/support/faults/load-journal.ts';
import { openStoreOf } from '#test/support/test-desk.ts';

/** What the evidence about faults counts: each kind of damage shows. */
async function tried() {
  const { desk, folder } = await newDesk();
  const { store, audit, close } = await openStoreOf(folder);
  onTestFinished(close);
  const before = await countsBefore(store);
  const call = await beginCall(desk, { contact: demo.larsen.anna.name });
  await call.say('certainly not the code');
  await call.say(demo.larsen.anna.code);
  const journal = new LoadJournal();
  const { verificationId } = call;
  journal.acknowledged({ server: 0, verificationId, kind: 'not_verified', right: false });
  journal.acknowledged({ server: 0, verificationId, kind: 'verified', right: true });
  return { store, journal, inspect: () => inspectTries(store, audit, before) };
}

const whole = { attempts: 2, settledTwice: 0, neverSettled: 0, wrongCounts: 0, chainWhole: true };

test('nothing is wrong with tries that went well', async () => {
  const { store, journal, inspect } = await tried();
  expect(await inspect()).toEqual(whole);
  expect(await journal.lost(store)).toBe(0);
});

test('a verdict that was heard and is not in the store is lost', async () => {
  const { store, journal } = await tried();
  await sql`update attempt set outcome = 'charged', settled_at = null where outcome = 'verified'`.execute(
    store,
  );
  expect(await journal.lost(store)).toBe(1);
});

test('a try with two records, or with another outcome than its record, was settled twice', async () => {
  const { store, inspect } = await tried();
  await sql`update attempt set outcome = 'verified' where outcome = 'not_verified'`.execute(store);
  expect(await inspect()).toMatchObject({ settledTwice: 1 });
  await sql`alter table audit_log disable trigger user`.execute(store);
  await sql`
    update audit_log set details = (select details from audit_log
      where action = 'verification.attempted' order by seq limit 1)
    where action = 'verification.attempted'`.execute(store);
  expect(await inspect()).toMatchObject({ settledTwice: 2, chainWhole: false });
});

test('a count below its tries is wrong', async () => {
  const { store, inspect } = await tried();
  await sql`update throttle set charged = charged - 1, forgiven = charged - 1 where scope = 'contact' and charged = 2`.execute(
    store,
  );
  expect(await inspect()).toMatchObject({ wrongCounts: 1 });
});
