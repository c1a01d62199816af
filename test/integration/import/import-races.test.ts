import { expect, test } from 'vitest';
import { beginCall, kindOf } from '#test/support/call-desk.ts';
import { csv, person } from '#test/support/import/files.ts';
import { newImportRoom } from '#test/support/import/import-room.ts';
import { importWorkers } from '#test/support/import/import-work.ts';
import { must } from '#test/support/test-desk.ts';

const people = (count: number, from = 700_001) =>
  Array.from({ length: count }, (_, place) => person({ clientId: String(from + place) }));
const reason = 'Clients of the company we took over';

/** An account as an agent makes one. */
const account = (username: string) => ({
  ...{ name: 'Nora Vik', company: '', email: 'nora@vik.example', phone: '+47 22 41 50 60' },
  ...{ country: 'NO', address1: 'Storgata 1', address2: '', postalCode: '0155', city: 'Oslo' },
  ...{ region: '', username, clientId: '' },
});

/** A file that is confirmed, and written as far as one batch goes. */
async function halfWritten(rows: number) {
  const room = await newImportRoom();
  const before = await room.accounts();
  const file = csv(people(rows));
  const { runId } = await room.dryRun(file);
  await room.files.apply(runId);
  await room.batch();
  const { progress } = await room.files.view(runId);
  expect(progress?.done).toBeGreaterThan(0);
  expect(progress?.done).toBeLessThan(rows);
  return { ...room, before, runId, file };
}

test('nobody finds or opens what an import makes before all of it is there', async () => {
  const room = await halfWritten(150);
  const find = async () =>
    must(await room.desk.accounts.search({ query: 'vik.example' })).results.length;
  expect(await find()).toBe(0);
  expect(must(await room.desk.accounts.search({ query: '700001' })).results).toEqual([]);
  const { id } = await room.store
    .selectFrom('account')
    .select('id')
    .where('client_id', '=', '700001')
    .executeTakeFirstOrThrow();
  expect(await room.desk.accounts.open({ accountId: id })).toMatchObject({
    error: { code: 'conflict' },
  });
  await room.work();
  expect(await find()).toBeGreaterThan(0);
  must(await room.desk.accounts.open({ accountId: id }));
});

test('cancelled half-way, everything is as it was before', async () => {
  const room = await halfWritten(150);
  must(await room.supervisor.desk.import.cancel({ runId: room.runId }));
  await room.work();
  expect(await room.files.view(room.runId)).toMatchObject({ state: 'cancelled', undoable: false });
  expect(await room.accounts()).toEqual(room.before);
  const again = await room.take(room.file);
  expect(again).toMatchObject({ state: 'applied', rows: { new: 150, refused: 0 } });
});

test('a name that somebody takes while the file is read ends the run, and nothing of it is kept', async () => {
  const room = await newImportRoom();
  const runId = await room.files.send(csv(people(300)));
  await room.files.read(runId);
  await room.batch();
  await room.batch();
  expect(must(await room.desk.accounts.create(account('client.700150'))).kind).toBe('created');
  const before = await room.accounts();
  await room.work();
  expect(await room.files.view(runId)).toMatchObject({ state: 'ready', rows: { new: 300 } });
  await room.files.apply(runId);
  await room.work();
  expect(await room.files.view(runId)).toMatchObject({ state: 'failed', failure: 'clash' });
  expect(await room.files.refused(runId)).toMatchObject([{ row: 150, problem: 'taken' }]);
  expect(await room.accounts()).toEqual(before);
});

test('nobody at the desk is given a name that an import is about to bring', async () => {
  const room = await newImportRoom();
  const last = (await room.newestClientId()) + 1;
  const { runId } = await room.dryRun(csv(people(3, last)));
  expect(must(await room.desk.accounts.create(account(`client.${last}`)))).toMatchObject({
    kind: 'refused',
    problems: [{ field: 'username', problem: 'taken' }],
  });
  const created = must(await room.desk.accounts.create(account('another.client')));
  expect(created).toMatchObject({ kind: 'created', clientId: String(last + 3) });
  await room.files.apply(runId);
  await room.work();
  expect(await room.files.view(runId)).toMatchObject({ state: 'applied' });
});

test('nobody edits an account while an import changes it', async () => {
  const room = await newImportRoom();
  await room.take(csv(people(2)));
  const { runId } = await room.dryRun(
    csv(people(150).map((row) => ({ ...row, company: `Firm ${row.clientId}` }))),
  );
  const { account: theirs } = await beginCall(room.supervisor.desk, {
    clientId: '700001',
    contact: 'Jon Berg',
  });
  const disable = async (version: number) =>
    room.supervisor.desk.codes.disable({
      ...{ accountId: theirs.accountId, contactId: null, version },
      leave: { by: 'reason', reason },
    });
  await room.files.apply(runId);
  expect(await disable(theirs.version)).toMatchObject({ error: { code: 'conflict' } });
  await room.batch();
  expect(await disable(theirs.version + 1)).toMatchObject({ error: { code: 'conflict' } });
  await room.work();
  must(await disable(theirs.version + 1));
  expect(await room.files.undo(runId)).toMatchObject({
    error: { code: 'conflict', details: { accounts: 1 } },
  });
});

test('what somebody changed since the dry run is not overwritten: the file is to be read again', async () => {
  const room = await newImportRoom();
  await room.take(csv(people(2)));
  const changed = csv(people(2).map((row) => ({ ...row, company: `Firm ${row.clientId}` })));
  const { runId } = await room.dryRun(changed);
  const { desk } = room.supervisor;
  const { account: theirs } = await beginCall(desk, { clientId: '700001', contact: 'Jon Berg' });
  must(
    await desk.codes.disable({
      ...{ accountId: theirs.accountId, contactId: null, version: theirs.version },
      leave: { by: 'reason', reason },
    }),
  );
  expect(await desk.import.apply({ runId, reason })).toMatchObject({
    error: { code: 'conflict', details: { accounts: 1 } },
  });
  await room.files.read(runId);
  await room.work();
  await room.files.apply(runId);
  await room.work();
  expect(await room.files.view(runId)).toMatchObject({ state: 'applied', rows: { changed: 2 } });
});

test('two processes that work on one run at once write each row once', async () => {
  const room = await newImportRoom();
  const second = await importWorkers(room.folder, room.clock);
  const runId = await room.files.send(csv(people(300)));
  await room.files.read(runId);
  const together = async () => {
    for (let left = true; left; ) {
      const due = await Promise.all([room.importing.due(), second.importing.due()]);
      left = due.includes(true);
      if (left) await Promise.all([room.importing.step(), second.importing.step()]);
    }
  };
  await together();
  expect((await room.files.view(runId)).rows).toMatchObject({ read: 300, new: 300 });
  await room.files.apply(runId);
  await together();
  await second.close();
  expect(await room.files.view(runId)).toMatchObject({ state: 'applied' });
  const ids = await room.store
    .selectFrom('account')
    .select('client_id')
    .where('import_run_id', '=', runId)
    .execute();
  expect(new Set(ids.map(({ client_id }) => client_id)).size).toBe(300);
  expect(ids).toHaveLength(300);
});

test('a caller is verified by a code that is being hashed at that moment', async () => {
  const room = await newImportRoom();
  await room.take(csv(people(8)));
  const call = await beginCall(room.desk, { clientId: '700001', contact: 'Jon Berg' });
  const [view] = await Promise.all([call.say('copper lantern on ice'), room.hashCodes()]);
  expect(kindOf(view)).toBe('verified');
  const codes = await room.store
    .selectFrom('security_code')
    .select(['hash', 'sealed'])
    .where('import_run_id', 'is not', null)
    .execute();
  expect(codes).toHaveLength(16);
  expect(codes.every(({ hash, sealed }) => sealed === null && hash !== '')).toBe(true);
});

test('a waiting code is told from the others when one is set, and is kept among the last when it goes', async () => {
  const room = await newImportRoom();
  await room.take(csv(people(1)));
  const call = await beginCall(room.supervisor.desk, { clientId: '700001', contact: 'Jon Berg' });
  const { accountId, version } = call.account;
  const set = async (contactId: number | null, code: string, asOf: number) =>
    must(
      await room.supervisor.desk.codes.set({
        ...{ accountId, contactId, code, repeated: code, ticket: null, mustChange: false },
        ...{ leave: { by: 'reason', reason }, version: asOf },
      }),
    );
  const refused = { kind: 'refused', problems: ['not_usable'] };
  expect(await set(null, 'copper lantern on ice', version)).toEqual(refused);
  expect(await set(call.contactId, 'seven moths in amber', version)).toMatchObject({ kind: 'set' });
  expect(await set(call.contactId, 'copper lantern on ice', version + 1)).toEqual(refused);
  must(
    await room.supervisor.desk.codes.remove({
      ...{ accountId, contactId: null, leave: { by: 'reason', reason }, version: version + 1 },
    }),
  );
  expect(await set(null, 'velvet tractor nine clouds', version + 2)).toEqual(refused);
});

test('an import is not taken back while another one is under way: that was judged by what would go', async () => {
  const room = await newImportRoom();
  const first = await room.take(csv(people(2)));
  const second = await room.dryRun(csv(people(3)));
  expect(second.rows).toMatchObject({ same: 2, new: 1 });
  expect(await room.files.undo(first.runId)).toMatchObject({ error: { code: 'conflict' } });
  must(await room.supervisor.desk.import.cancel({ runId: second.runId }));
  must(await room.files.undo(first.runId));
  await room.work();
  expect(await room.files.view(first.runId)).toMatchObject({ state: 'undone' });
});

test('a username that an import took from an account, and somebody has now, is not taken back', async () => {
  const room = await newImportRoom();
  await room.take(csv(people(1)));
  const before = { username: 'client.700001' };
  const { runId } = await room.take(csv(people(1).map((row) => ({ ...row, username: 'renamed' }))));
  expect(must(await room.desk.accounts.create(account(before.username))).kind).toBe('created');
  expect(await room.files.undo(runId)).toMatchObject({
    error: { code: 'conflict', details: { accounts: 1 } },
  });
});

test('a username taken at the moment an import is taken back stays where it is, and all else goes back', async () => {
  const room = await newImportRoom();
  const rows = people(2);
  await room.take(csv(rows));
  const { runId } = await room.take(
    csv(rows.map((row) => ({ ...row, username: `renamed.${row.clientId}`, company: 'Tind AS' }))),
  );
  must(await room.files.undo(runId));
  expect(must(await room.desk.accounts.create(account('client.700001'))).kind).toBe('created');
  await room.work();
  expect(await room.files.view(runId)).toMatchObject({ state: 'undone' });
  const names = await room.store
    .selectFrom('account')
    .select(['username', 'company'])
    .where('client_id', 'in', ['700001', '700002'])
    .orderBy('client_id')
    .execute();
  expect(names).toEqual([
    { username: 'renamed.700001', company: null },
    { username: 'client.700002', company: null },
  ]);
});

test('while a broken-off import is taken back, nobody is given the names that come back', async () => {
  const room = await newImportRoom();
  const rows = people(150);
  await room.take(csv(rows));
  const before = await room.accounts();
  const { runId } = await room.dryRun(
    csv(rows.map((row) => ({ ...row, username: `renamed.${row.clientId}` }))),
  );
  await room.files.apply(runId);
  await room.batch();
  must(await room.supervisor.desk.import.cancel({ runId }));
  expect(must(await room.desk.accounts.create(account('client.700001')))).toMatchObject({
    kind: 'refused',
  });
  await room.work();
  expect(await room.accounts()).toEqual(before);
});

test('an import stays when something was done for an account of it, if only in the Portal', async () => {
  const room = await newImportRoom();
  const { runId } = await room.take(csv(people(2)));
  const { desk } = room.supervisor;
  const [found] = must(await desk.accounts.search({ query: '700001' })).results;
  const accountId = found?.accountId ?? 0;
  must(await desk.accounts.open({ accountId }));
  must(await desk.portal.sendSetPassword({ accountId, leave: { by: 'reason', reason } }));
  expect(await room.files.undo(runId)).toMatchObject({
    error: { code: 'conflict', details: { accounts: 1 } },
  });
});
