import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccountWriter } from '#main/accounts/account-writer.ts';
import { LookUp } from '#main/accounts/look-up.service.ts';
import type { NewAccount } from '#main/accounts/new-account.ts';
import { readDemoData } from '#main/demo/demo-data.ts';
import { runWriting } from '#main/import/import-room.ts';
import type { Tx } from '#main/platform/database/schema.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { newStore } from '#test/support/new-store.ts';

const accounts = readDemoData(join(import.meta.dirname, '../../../assets/demo-data.json')).slice(
  0,
  12,
);

/** A store with these accounts, whose ids are their places in the list, from 1. */
async function storeOf(there: readonly NewAccount[]) {
  const { store } = await newStore();
  const writer = new AccountWriter(fullText);
  const added = await store.transaction().execute((tx) => writer.add(tx, there));
  const lookUp = new LookUp(store, fullText, runWriting);
  const find = async (query: string) =>
    (await lookUp.search(query, 30)).results.map(({ accountId }) => accountId);
  const change = (accountId: number, version: number, write: (tx: Tx) => Promise<unknown>) =>
    store.transaction().execute((tx) =>
      writer.change(tx, accountId, version, async () => {
        await write(tx);
      }),
    );
  const remove = (accountId: number, now: number) =>
    store.transaction().execute((tx) => writer.remove(tx, accountId, now));
  return { store, added, find, change, remove };
}

/** What the index holds. */
async function indexOf({ store }: Pick<Awaited<ReturnType<typeof storeOf>>, 'store'>) {
  const identifiers = await store.selectFrom('account_identifier').selectAll().execute();
  const words = await store.selectFrom('account_words').selectAll().execute();
  return {
    identifiers: identifiers
      .map((row) => `${row.kind} ${row.value} ${row.account_id} ${row.contact_id}`)
      .sort(),
    words: words.map((row) => `${row.account_id} ${row.words.split(' ').sort().join(' ')}`).sort(),
  };
}

const larsen = 1;

describe('a changed account', () => {
  test('is found by what it is now, and not by what it was', async () => {
    const { change, find } = await storeOf(accounts);
    await change(larsen, 1, async (tx) => {
      await tx
        .updateTable('account')
        .set({ name: 'Fjord Hosting', company: 'Fjord Hosting', username: 'fjordhosting' })
        .set({ email: 'post@fjord.example', phone: '+4722998877' })
        .where('id', '=', larsen)
        .execute();
      await tx
        .updateTable('contact')
        .set({ name: 'Solveig Dahl', email: 'solveig@fjord.example' })
        .where('account_id', '=', larsen)
        .where('name', '=', 'Per Holm')
        .execute();
      await tx
        .updateTable('contact')
        .set({ removed_at: 1 })
        .where('account_id', '=', larsen)
        .where('name', '=', 'Ida Berg')
        .execute();
    });
    for (const now of ['fjord host', 'fjordhosting', 'post@fjord.example', '22998877', 'solveig'])
      expect((await find(now))[0], now).toBe(larsen);
    const former = ['larsen data as', '22415060', 'per holm', 'ida berg', 'per.holm@larsendata.no'];
    for (const then of former) expect(await find(then), then).not.toContain(larsen);
    expect(await find('104882')).toEqual([larsen]);
  });

  test('has exactly the index that a new account of the same data has', async () => {
    const edited = await storeOf(accounts);
    const at = fc.integer({ min: 1, max: accounts.length });
    const versions = accounts.map(() => 1);
    const now = accounts.map((account) => account);
    const step = fc.record({ to: at, from: at, contact: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
        for (const { to, from, contact } of steps) {
          const source = accounts[from - 1];
          const target = now[to - 1];
          if (!source || !target) throw new Error('There is no such account');
          const { name, company, email } = source;
          const [first, ...others] = target.contacts;
          const renamed = first && { ...first, name: `${name} ${from}` };
          await edited.change(to, versions[to - 1] ?? 0, async (tx) => {
            const changes = { name, company, email, phone: '+4722334455' };
            await tx.updateTable('account').set(changes).where('id', '=', to).execute();
            const contactId = edited.added[to - 1]?.contactIds[0] ?? 0;
            if (renamed && contact)
              await tx
                .updateTable('contact')
                .set({ name: renamed.name })
                .where('id', '=', contactId)
                .execute();
          });
          versions[to - 1] = (versions[to - 1] ?? 0) + 1;
          const contacts = renamed && contact ? [renamed, ...others] : target.contacts;
          now[to - 1] = { ...target, name, company, email, phone: '+4722334455', contacts };
        }
      }),
      { numRuns: 12 },
    );
    expect(await indexOf(edited)).toEqual(await indexOf(await storeOf(now)));
    for (const [place, { name }] of now.entries())
      expect(await edited.find(name), name).toContain(place + 1);
  });

  test('is changed from one version once', async () => {
    const { store, change } = await storeOf(accounts.slice(0, 1));
    const rename = (name: string) =>
      change(larsen, 1, (tx) =>
        tx.updateTable('account').set({ name }).where('id', '=', larsen).execute(),
      );
    const both = await Promise.allSettled([rename('One'), rename('Other')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    const row = await store.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(row.version).toBe(2);
  });
});

describe('a removed account', () => {
  test('leaves its ids for the log and nothing personal, and is not found', async () => {
    const stores = await storeOf(accounts);
    const { store, remove, find } = stores;
    const code = { account_id: larsen, hash: 'x', pepper_id: 'p' };
    await store
      .insertInto('security_code')
      .values({
        ...{ ...code, contact_id: null, strength: 'strong', from_old_code: 0, exposed_at: null },
        ...{ set_at: 1, must_change_at: null, must_change_used_at: null, disabled_at: null },
        set_by: null,
      })
      .execute();
    await store
      .insertInto('past_code')
      .values({ ...code, contact_id: null, replaced_at: 1 })
      .execute();

    await remove(larsen, 7_000);

    for (const query of ['104882', 'larsendata', 'anna@larsendata.no', 'per holm', 'larsen'])
      expect(await find(query), query).not.toContain(larsen);
    const row = await store
      .selectFrom('account')
      .selectAll()
      .where('id', '=', larsen)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ removed_at: 7_000, version: 2, username: 'removed:1', name: '' });
    const kept = JSON.stringify([
      row,
      await store.selectFrom('contact').selectAll().where('account_id', '=', larsen).execute(),
      await store.selectFrom('service').selectAll().where('account_id', '=', larsen).execute(),
      (await indexOf(stores)).words.filter((words) => words.startsWith('1 ')),
    ]);
    expect(kept).not.toMatch(/larsen|anna|holm|berg|22415060|storgata/i);
    for (const table of ['security_code', 'past_code'] as const)
      expect(await store.selectFrom(table).select('id').execute()).toEqual([]);
    const left = await indexOf(stores);
    const others = await indexOf(await storeOf(accounts));
    expect(left.identifiers).toEqual(
      others.identifiers.filter((line) => line.split(' ').at(-2) !== '1'),
    );
  });

  test('gives its names back to whoever is given them next', async () => {
    const { store, remove, find } = await storeOf(accounts.slice(0, 2));
    await remove(larsen, 7_000);
    const writer = new AccountWriter(fullText);
    const again = accounts.slice(0, 1);
    const [added] = await store.transaction().execute((tx) => writer.add(tx, again));
    expect(await find('104882')).toEqual([added?.accountId]);
  });
});
