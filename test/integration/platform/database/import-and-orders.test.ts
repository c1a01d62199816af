import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '#main/platform/database/migrate.ts';
import { testedEngine } from '#test/support/new-store.ts';
import { withStoreBefore } from '#test/support/older-store.ts';

type Row = Record<string, string | number | Uint8Array | null>;
/** Tables as they were, whatever the schema says today. */
type Old = Kysely<Record<string, Row>>;

const step = '0004-import-and-orders';

const account = {
  ...{ id: 7, client_id: '104882', username: 'larsen', name: 'Larsen', company: null },
  ...{ email: 'a@example.com', phone: null, country: 'NO', status: 'active', created_at: 1 },
  ...{ code_salt: Buffer.alloc(16, 7), version: 4 },
};
const code = {
  ...{ id: 5, account_id: 7, contact_id: null, hash: 'h', pepper_id: 'p', strength: 'strong' },
  ...{ from_old_code: 1, exposed_at: 4, set_at: 2 },
};
const mail = {
  ...{ account_id: 7, contact_id: null, sealed: Buffer.from('sealed'), seal_key_id: 'p' },
  ...{ queued_at: 3, expires_at: 9, next_try_at: 5, sent_at: null, last_error: 'tls' },
};

async function fill(old: Old): Promise<void> {
  await old.insertInto('account').values(account).execute();
  await old.insertInto('security_code').values(code).execute();
  await old
    .insertInto('mail_message')
    .values([
      { ...mail, id: 2, kind: 'reset', state: 'waiting', tries: 1 },
      { ...mail, id: 6, kind: 'set_password', state: 'failed', tries: 10 },
    ])
    .execute();
}

test('the fourth step keeps accounts and codes: none of them came by an import, and no code waits', async () => {
  await withStoreBefore(step, async (store) => {
    await fill(store as unknown as Old);
    await migrate(store, testedEngine);
    const kept = await store.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ id: 7, client_id: '104882', version: 4, import_run_id: null });
    expect(await store.selectFrom('security_code').selectAll().execute()).toMatchObject([
      { ...code, sealed: null, seal_key_id: null, import_run_id: null },
    ]);
  });
});

test('the fourth step keeps mails under their numbers, which go on, and takes notices', async () => {
  await withStoreBefore(step, async (store) => {
    await fill(store as unknown as Old);
    const given = new Map(await testedEngine.lastNumbers(store));
    await testedEngine.goOnAfter(store, given.set('mail_message', 20).set('account', 30));
    await migrate(store, testedEngine);
    const old = store as unknown as Old;
    const rows = await old.selectFrom('mail_message').selectAll().orderBy('id').execute();
    expect(rows.map(({ sealed, ...row }) => ({ ...row, sealed: String(sealed) }))).toEqual([
      { ...mail, id: 2, kind: 'reset', state: 'waiting', tries: 1, sealed: String(mail.sealed) },
      {
        ...mail,
        id: 6,
        kind: 'set_password',
        state: 'failed',
        tries: 10,
        sealed: String(mail.sealed),
      },
    ]);
    const notice = { ...mail, kind: 'notice', state: 'held' };
    expect(
      await old.insertInto('mail_message').values(notice).returning('id').executeTakeFirst(),
    ).toEqual({ id: 21 });
  });
});

test('after the fourth step a code waits under a seal, and names the import that brought it', async () => {
  await withStoreBefore(step, async (store) => {
    await fill(store as unknown as Old);
    await migrate(store, testedEngine);
    const run = { started_by: null, started_at: 1, state: 'receiving', stage_at: 1 } as const;
    const { id } = await store
      .insertInto('import_run')
      .values({ ...run, bytes: 10, pieces: 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    const contact = {
      account_id: 7,
      kind: 'owner',
      name: 'Anna',
      email: null,
      phone: null,
    } as const;
    const may = { may_billing: 1, may_technical: 1, may_security: 1, may_owner: 1 } as const;
    const { id: contact_id } = await store
      .insertInto('contact')
      .values({ ...contact, ...may, viewing_access: 0 })
      .returning('id')
      .executeTakeFirstOrThrow();
    const waiting = { ...code, id: 6, contact_id, hash: '', pepper_id: '', exposed_at: null };
    await (store as unknown as Old)
      .insertInto('security_code')
      .values({ ...waiting, sealed: Buffer.from('sealed'), seal_key_id: 'p', import_run_id: id })
      .execute();
    const found = await store
      .selectFrom('security_code')
      .select(['id', 'set_how'])
      .where('import_run_id', '=', id)
      .where('sealed', 'is not', null)
      .execute();
    expect(found).toEqual([{ id: 6, set_how: 'typed' }]);
  });
});
