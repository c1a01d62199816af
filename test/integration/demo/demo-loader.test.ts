import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AccountWriter } from '#main/accounts/account-writer.ts';
import { loadBlocklist } from '#main/codes/blocklist.ts';
import { readDemoData } from '#main/demo/demo-data.ts';
import { loadDemo } from '#main/demo/demo-loader.ts';
import { demoCodesToTry, demoColleagues } from '#main/demo/demo-tour.ts';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { contactKey } from '#main/throttle/throttle.service.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { passwordProblems } from '#shared/rules/password-policy.ts';
import { newStore } from '#test/support/new-store.ts';

const assets = join(import.meta.dirname, '../../../assets');
const accounts = readDemoData(join(assets, 'demo-data.json'));

describe('the demo data', () => {
  test('are 2,000 accounts and about 5,000 contacts in every set-up of codes', () => {
    const contacts = accounts.flatMap((account) => account.contacts);
    expect(accounts).toHaveLength(2_000);
    expect(contacts.length).toBeGreaterThan(4_500);
    expect(contacts.length).toBeLessThan(5_500);
    const has = (count: number) => expect(count).toBeGreaterThan(20);
    has(contacts.filter(({ ownCode }) => ownCode).length);
    has(contacts.filter(({ viewingAccess }) => viewingAccess).length);
    has(contacts.filter(({ disabled }) => disabled).length);
    has(accounts.filter(({ mainCode }) => mainCode?.old).length);
    has(accounts.filter(({ mainCode }) => mainCode?.generated).length);
    has(
      accounts.filter(
        ({ mainCode, contacts: people }) => !mainCode && !people.some(({ ownCode }) => ownCode),
      ).length,
    );
    expect(new Set(accounts.map(({ country }) => country)).size).toBeGreaterThan(10);
  });

  test('give passwords that the rules accept', () => {
    const isBlocklisted = loadBlocklist(join(assets, 'blocklist.txt'));
    for (const { username, password } of demoColleagues)
      expect(passwordProblems(password, username, isBlocklisted)).toEqual([]);
  });
});

test('loading stores every account, code and disabled contact, and says so once', async () => {
  const { store } = await newStore();
  const hasher = new SecretHasher(new Map([['p1', Buffer.alloc(32, 1)]]), 'p1', {
    memory: 64,
    passes: 1,
    lanes: 1,
  });
  const records: string[] = [];
  await loadDemo(
    {
      store,
      hasher,
      contactKey,
      accounts: new AccountWriter(fullText),
      audit: {
        append: async (_tx, { action }) => void records.push(action),
        appendAll: async (_tx, notes) => void records.push(...notes.map(({ action }) => action)),
        keepReason: async () => 1,
      },
      actor: { staffId: null, role: 'system' },
      now: 1_750_000_000_000,
    },
    accounts,
  );
  const count = async (table: 'account' | 'contact' | 'security_code' | 'throttle') =>
    (
      await store
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;
  const contacts = accounts.flatMap((account) => account.contacts);
  expect(await count('account')).toBe(accounts.length);
  expect(await count('contact')).toBe(contacts.length);
  expect(await count('security_code')).toBe(
    accounts.filter(({ mainCode }) => mainCode).length +
      contacts.filter(({ ownCode }) => ownCode).length,
  );
  expect(await count('throttle')).toBe(contacts.filter(({ disabled }) => disabled).length);
  expect(records).toEqual(['store.demo_loaded']);

  for (const { clientId, account, contact, code } of demoCodesToTry) {
    const rows = await store
      .selectFrom('account')
      .innerJoin('contact', 'contact.account_id', 'account.id')
      .innerJoin('security_code', 'security_code.account_id', 'account.id')
      .select(['security_code.hash', 'security_code.pepper_id'])
      .where('account.client_id', '=', clientId)
      .where('account.name', '=', account)
      .where('contact.name', '=', contact)
      .execute();
    const matches = await Promise.all(
      rows.map(({ hash, pepper_id }) =>
        hasher.verify(canonicalCode(code), { hash, pepperId: pepper_id }),
      ),
    );
    expect(matches.filter(({ match }) => match)).toHaveLength(1);
  }
});
