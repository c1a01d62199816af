import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '#main/platform/database/migrate.ts';
import { testedEngine } from '#test/support/new-store.ts';
import { withStoreBefore } from '#test/support/older-store.ts';

type Row = Record<string, string | number | Uint8Array | null>;
/** Tables as they were, whatever the schema says today. */
type Old = Kysely<Record<string, Row>>;

const step = '0003-accounts-and-codes';

const staff = {
  ...{ id: 1, username: 'anna', name: 'Anna Larsen', role: 'agent', works_on: 'both' },
  ...{ password_hash: 'h', pepper_id: 'p', active: 1, password_change_due: 0, created_at: 1 },
};
const account = {
  ...{ id: 7, client_id: '104882', username: 'larsen', name: 'Larsen', company: null },
  ...{ email: 'a@example.com', phone: null, country: 'NO', status: 'active', created_at: 1 },
  code_salt: Buffer.alloc(16, 7),
};
const contact = {
  ...{ id: 3, account_id: 7, kind: 'owner', name: 'Anna', email: null, phone: null },
  ...{ may_billing: 1, may_technical: 1, may_security: 1, may_owner: 1, viewing_access: 0 },
};
const code = {
  ...{ id: 5, account_id: 7, contact_id: 3, hash: 'h', pepper_id: 'p', strength: 'strong' },
  ...{ from_old_code: 1, exposed_at: 4, set_at: 2 },
};
const verification = {
  ...{ id: 9, account_id: 7, contact_id: 3, agent_id: 1, channel: 'phone' },
  ...{ request_id: 'change-dns', opened_at: 3, ended_at: null, attempts: 3 },
};
const asked = {
  ...{ verification_id: 9, account_id: 7, contact_id: 3, requested_by: 1, requested_at: 4 },
  called_back: 'contact',
};
const undecided = { decided_by: null, decided_at: null, decision: null };

function addRequest(old: Old, id: string, label: string) {
  const request = { id, label, tier: 2, permission: null, needs_approval: 0, position: 4 };
  return old.insertInto('request').values(request).execute();
}

async function fill(old: Old): Promise<void> {
  await old.insertInto('staff').values(staff).execute();
  await old.insertInto('account').values(account).execute();
  await old.insertInto('contact').values(contact).execute();
  await old.insertInto('security_code').values(code).execute();
  await addRequest(old, 'change-dns', 'Change DNS');
  await addRequest(old, 'suspend-account', 'Ours already');
  await old.insertInto('verification').values(verification).execute();
  await old
    .insertInto('enable_request')
    .values([
      { id: 1, ...asked, decided_by: 1, decided_at: 8, decision: 'enable' },
      { id: 2, ...asked, decided_by: 1, decided_at: 9, decision: 'refuse' },
      { id: 11, ...asked, ...undecided },
    ])
    .execute();
}

test('the third step keeps accounts and codes, with what is new at its beginning', async () => {
  await withStoreBefore(step, async (store) => {
    await fill(store as unknown as Old);
    await migrate(store, testedEngine);
    const kept = await store.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect({ ...kept, code_salt: Buffer.from(kept.code_salt) }).toEqual({
      ...account,
      version: 1,
      ...{ address1: null, address2: null, city: null, region: null, postal_code: null },
      ...{ created_by: null, removed_at: null, import_run_id: null },
    });
    expect(await store.selectFrom('contact').selectAll().execute()).toEqual([
      { ...contact, removed_at: null },
    ]);
    expect(await store.selectFrom('security_code').selectAll().execute()).toEqual([
      {
        ...code,
        ...{ must_change_at: null, must_change_used_at: null, weak: 0, disabled_at: null },
        ...{ set_how: 'typed', set_by: null },
        ...{ sealed: null, seal_key_id: null, import_run_id: null },
      },
    ]);
  });
});

test('the third step makes approvals of enable requests, under numbers that go on', async () => {
  await withStoreBefore(step, async (store) => {
    await fill(store as unknown as Old);
    const given = new Map(await testedEngine.lastNumbers(store));
    await testedEngine.goOnAfter(store, given.set('enable_request', 20).set('account', 30));
    await migrate(store, testedEngine);
    const request_id = null;
    expect(await store.selectFrom('approval').selectAll().orderBy('id').execute()).toEqual([
      { id: 1, ...asked, request_id, decided_by: 1, decided_at: 8, decision: 'approve' },
      { id: 2, ...asked, request_id, decided_by: 1, decided_at: 9, decision: 'refuse' },
      { id: 11, ...asked, request_id, ...undecided },
    ]);
    const next = { ...asked, called_back: 'account', request_id: 'change-dns' } as const;
    expect(
      await store.insertInto('approval').values(next).returning('id').executeTakeFirst(),
    ).toEqual({ id: 21 });
    const { id: _id, ...another } = { ...account, client_id: '2', username: 'holm' };
    const old = store as unknown as Old;
    expect(
      await old.insertInto('account').values(another).returning('id').executeTakeFirst(),
    ).toEqual({ id: 31 });
  });
});

test('the third step adds the requests of the edits to a catalogue, and changes none there', async () => {
  await withStoreBefore(step, async (store) => {
    await fill(store as unknown as Old);
    await migrate(store, testedEngine);
    const rows = await store.selectFrom('request').selectAll().orderBy('position').execute();
    expect(rows.map(({ id, position }) => [id, position])).toEqual([
      ['change-dns', 4],
      ['suspend-account', 4],
      ['change-account-details', 5],
      ['change-phone-on-file', 6],
      ['change-username', 7],
      ['change-viewing-access', 8],
      ['close-account', 10],
    ]);
    expect(rows.find(({ id }) => id === 'suspend-account')?.label).toBe('Ours already');
  });
});

test('a store that is still being made gets its requests from its catalogue, not from the step', async () => {
  await withStoreBefore(step, async (store) => {
    await migrate(store, testedEngine);
    expect(await store.selectFrom('request').selectAll().execute()).toEqual([]);
  });
});
