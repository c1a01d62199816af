import { expect, test } from 'vitest';
import { csv, person } from '#test/support/import/files.ts';
import { newImportRoom } from '#test/support/import/import-room.ts';
import { heldNotices } from '#test/support/mail/held-notices.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

const nora = person({ clientId: '700001', name: 'Nora Vik' });

type Room = Awaited<ReturnType<typeof newImportRoom>>;

/** What the log says that imports did to the account, oldest first. */
async function records({ supervisor }: Room, clientId = '700001') {
  const asked = { filter: { clientId }, before: null, limit: 50 };
  const { entries } = must(await supervisor.desk.audit.list(asked));
  return entries
    .filter(({ action }) => action.startsWith('import.'))
    .map(({ action, actorRole, details }) => [action, actorRole, details['fields']])
    .toReversed();
}

test('an account that a file changes has a record of its own, and so has its putting back; clients are told at the e-mail until then', async () => {
  const room = await newImportRoom();
  await room.take(csv([{ ...nora, contactCode: '' }]));
  expect(await records(room)).toEqual([]);
  const changed = {
    ...nora,
    ...{ email: 'new@vik.example', address: 'Storgata 2', city: 'Bergen', status: 'Suspended' },
    ...{ contactPermissions: 'billing, security' },
  };
  const { runId } = await room.take(csv([changed]));
  const fields = 'email,address,status,contacts,codes';
  expect(await records(room)).toEqual([['import.account_changed', 'system', fields]]);
  must(await room.files.undo(runId));
  await room.work();
  expect(await records(room)).toEqual([
    ['import.account_changed', 'system', fields],
    ['import.account_put_back', 'system', fields],
  ]);
  const kept = await room.store
    .selectFrom('audit_log')
    .select('details')
    .where('action', '=', 'import.account_changed')
    .execute();
  expect(kept.map(({ details }) => JSON.parse(details))).toEqual([{ fields, runId, version: 2 }]);
  const emailChanged = 'the e-mail address on file was changed';
  expect(await heldNotices(room.supervisor.desk)).toEqual([
    {
      to: nora.email,
      lines: [
        emailChanged,
        expect.stringContaining('may now ask for more'),
        expect.stringContaining('was set'),
      ],
    },
    { to: changed.email, lines: [emailChanged] },
  ]);
});

test('another name of the owner in a file is a correction, as it is at the desk: nobody gives the account away', async () => {
  const room = await newImportRoom();
  await room.take(csv([{ ...nora, company: 'Vik Bakeri AS' }]));
  await room.take(csv([{ ...nora, company: 'Vik Bakeri AS', name: 'Nora Vik-Berg' }]));
  expect(await records(room)).toEqual([['import.account_changed', 'system', 'owner']]);
  const [found] = must(await room.desk.accounts.search({ query: '700001' })).results;
  const view = must(await room.desk.accounts.open({ accountId: found?.accountId ?? 0 }));
  expect(view).toMatchObject({ name: 'Vik Bakeri AS', mainCode: { mustChange: 'no' } });
  expect(view.contacts.find(({ kind }) => kind === 'owner')?.name).toBe('Nora Vik-Berg');
  expect(await heldNotices(room.supervisor.desk)).toEqual([]);
});

test('what a cancelled import had changed is on record twice: changed, and put back', async () => {
  const room = await newImportRoom();
  const rows = Array.from({ length: 150 }, (_, at) => person({ clientId: String(700_001 + at) }));
  await room.take(csv(rows));
  const { runId } = await room.dryRun(csv(rows.map((row) => ({ ...row, city: 'Bergen' }))));
  await room.files.apply(runId);
  await room.batch();
  const written = (await room.files.view(runId)).progress?.done ?? 0;
  expect(written).toBeLessThan(rows.length);
  must(await room.supervisor.desk.import.cancel({ runId }));
  await room.work();
  expect(await records(room)).toEqual([
    ['import.account_changed', 'system', 'address'],
    ['import.account_put_back', 'system', 'address'],
  ]);
  const { changed, putBack } = await room.store
    .selectFrom('audit_log')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('action', '=', 'import.account_changed').as('changed'),
      fn.countAll<number>().filterWhere('action', '=', 'import.account_put_back').as('putBack'),
    ])
    .executeTakeFirstOrThrow();
  expect([changed, putBack].map(Number)).toEqual([written, written]);
  expect(must(await room.supervisor.desk.audit.check({}))).toMatchObject({ whole: true });
});

test('neither what the system records nor what is tried at the Portal in vain keeps an import from being taken back; what a client does, does', async () => {
  const room = await newImportRoom();
  const jon = person({ clientId: '700002' });
  await room.take(csv([nora, jon]));
  const { runId } = await room.take(csv([nora, jon].map((one) => ({ ...one, city: 'Bergen' }))));
  const { audit, store, close } = await openStoreOf(room.folder);
  const ids = await store
    .selectFrom('account')
    .select('id')
    .where('client_id', 'in', ['700001', '700002'])
    .orderBy('client_id')
    .execute();
  const [noras, jons] = ids.map(({ id }) => id);
  if (!noras || !jons) throw new Error('Two accounts were imported');
  const system = { staffId: null, role: 'system' } as const;
  const portal = { staffId: null, role: 'operator' } as const;
  await audit.note({ actor: system, accountId: noras, action: 'mail.sent', outcome: 'done' });
  for (const action of ['portal.password_refused', 'portal.code_refused'] as const)
    await audit.note({ actor: portal, accountId: noras, action, outcome: 'failed' });
  const set = { action: 'portal.password_set', outcome: 'done' } as const;
  await audit.note({ actor: portal, accountId: jons, ...set });
  await close();
  // Jon's alone.
  expect(await room.files.undo(runId)).toMatchObject({
    error: { code: 'conflict', details: { accounts: 1 } },
  });
});
