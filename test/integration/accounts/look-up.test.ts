import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifiersOf, wordsOfAccount } from '#main/accounts/account-words.ts';
import { AccountWriter } from '#main/accounts/account-writer.ts';
import { LookUp } from '#main/accounts/look-up.service.ts';
import { tiersOf } from '#main/accounts/look-up-tiers.ts';
import type { NewAccount } from '#main/accounts/new-account.ts';
import { readDemoData } from '#main/demo/demo-data.ts';
import { runWriting } from '#main/import/import-room.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { askedWords } from '#shared/rules/folding.ts';
import { newStore } from '#test/support/new-store.ts';

const accounts = readDemoData(join(import.meta.dirname, '../../../assets/demo-data.json')).slice(
  0,
  300,
);

/** A desk on the demo's first accounts: finds Client IDs, best first. */
async function newDesk(there: readonly NewAccount[] = accounts) {
  const { store } = await newStore();
  const writer = new AccountWriter(fullText);
  await store.transaction().execute((tx) => writer.add(tx, there));
  const lookUp = new LookUp(store, fullText, runWriting);
  const find = async (query: string, limit = 30) => {
    const { results, more } = await lookUp.search(query, limit);
    return { results, more, clientIds: results.map(({ clientId }) => clientId) };
  };
  return { store, find };
}

/** What look-up knows an account by, as the oracle reads it. */
const known = accounts.map((account) => {
  const searchable = {
    ...account,
    contacts: account.contacts.map((contact, at) => ({ ...contact, contactId: at + 1 })),
  };
  return {
    clientId: account.clientId,
    identifiers: identifiersOf(searchable),
    words: [...wordsOfAccount(searchable)],
  };
});

/** Every account that a query should find, by looking at all of them. */
function oracle(query: string): string[] {
  const tiers = tiersOf(query);
  const asked = askedWords(query);
  return known
    .filter(
      ({ identifiers, words }) =>
        tiers.some((tier) =>
          identifiers.some(
            ({ kind, value }) =>
              kind === tier.kind &&
              (tier.whole ? value === tier.start : value.startsWith(tier.start)) &&
              value.length <= (tier.longest ?? value.length),
          ),
        ) ||
        (asked.length > 0 &&
          asked.every((spellings) =>
            words.some((word) => spellings.some((spelling) => word.startsWith(spelling))),
          )),
    )
    .map(({ clientId }) => clientId);
}

describe('look-up finds', () => {
  test.each([
    ['104882', 'client_id', '104882', true, 'Client ID'],
    ['#104882', 'client_id', '104882', true, 'Client ID with its sign'],
    ['10 48 82', 'client_id', '104882', true, 'Client ID as it is said'],
    ['LarsenData', 'username', 'la•••', true, 'username in any case'],
    ['anna@larsendata.no', 'email', 'a•••@la•••.no', true, 'e-mail'],
    ['per.holm@', 'email', 'p•••@la•••.no', false, "start of a contact's e-mail"],
    ['+47 22 41 50 60', 'phone', '•••• 60', true, 'phone, international'],
    ['0047 22415060', 'phone', '•••• 60', true, 'phone with 00'],
    ['(22) 41-50.60', 'phone', '•••• 60', true, 'phone, national'],
    ['022415060', 'phone', '•••• 60', true, 'phone with a trunk 0'],
    ['415060', 'phone', '•••• 60', false, 'last digits of a phone'],
    ['+47 2241', 'phone', '•••• 60', false, 'first digits of a phone'],
    ['22415', 'phone', '•••• 60', false, 'first digits of a national phone'],
    ['larsendata.no', 'domain', 'larsendata.no', true, 'domain'],
    ['https://www.larsendata.no/contact?x=1', 'domain', 'larsendata.no', true, 'address of a page'],
    ['larsen-data.c', 'domain', 'larsen-data.com', false, 'start of a domain'],
    ['larsen data', 'name', 'Larsen Data AS', false, 'start of a name'],
    ['LARSEN DATA AS', 'name', 'Larsen Data AS', true, 'name'],
    ['anna lar', 'contact', 'Anna Larsen', false, "start of a contact's name"],
    ['larsen anna', 'contact', 'Anna Larsen', false, "a contact's name turned round"],
    ['ida per', 'words', 'Per Holm · Ida Berg', false, 'words of several contacts'],
  ])('%s: %s', async (query, kind, text, exact) => {
    const { find } = await newDesk(accounts.slice(0, 8));
    const { results } = await find(query);
    expect(results[0]).toMatchObject({ clientId: '104882', match: { kind, text, exact } });
  });

  test.each([
    ['muller', '104883'],
    ['mueller', '104883'],
    ['Müller', '104883'],
    ['jürgen MULLER', '104883'],
    ['obrien', '104884'],
    ["o'brien", '104884'],
    ['O’Brien', '104884'],
    ['lefevre', '104885'],
    ['bjorn asgard', '104886'],
    ['bjoern', '104886'],
    ['zolc lukasz', '104889'],
    ['weiss', '104883'],
  ])('%s whatever the accents', async (query, clientId) => {
    const { find } = await newDesk(accounts.slice(0, 8));
    expect((await find(query)).clientIds).toEqual([clientId]);
  });

  test('nothing by a security code, for nothing, or for signs alone', async () => {
    const { find } = await newDesk();
    const codes = accounts.flatMap(({ mainCode, contacts }) => [
      ...(mainCode && !mainCode.old ? [mainCode.say] : []),
      ...contacts.flatMap(({ ownCode }) => ownCode?.say ?? []),
    ]);
    for (const query of [...codes.slice(0, 60), '', '   ', '%', '_', '*', '"', "' --", '@'])
      expect((await find(query)).clientIds).toEqual([]);
  });

  test('the contact a match is about', async () => {
    const { find } = await newDesk(accounts.slice(0, 8));
    const { results } = await find('per holm');
    expect(results[0]?.match.contactId).toBe(2);
  });
});

test('a whole identifier comes before names, and a name before words', async () => {
  const base = accounts[0];
  if (!base) throw new Error('There are no demo accounts');
  const named = (clientId: string, username: string, name: string): NewAccount => ({
    ...base,
    ...{ clientId, username, name, company: null, services: [], contacts: [] },
    ...{ email: `${clientId}@example.org`, phone: null },
  });
  const { find } = await newDesk([
    named('1', 'other1', 'Blue Vega'),
    named('2', 'other2', 'Vega Lights'),
    named('3', 'vega', 'Somebody'),
  ]);
  expect((await find('vega')).clientIds).toEqual(['3', '2', '1']);
});

test('finds exactly what looking at every account finds', async () => {
  const { find } = await newDesk();
  const piece = fc.oneof(
    fc
      .constantFrom(...new Set(known.flatMap(({ words }) => words)))
      .chain((word) =>
        fc.integer({ min: 1, max: word.length }).map((length) => word.slice(0, length)),
      ),
    fc
      .constantFrom(...known.flatMap(({ identifiers }) => identifiers.map(({ value }) => value)))
      .chain((value) => fc.integer({ min: 1, max: value.length }).map((to) => value.slice(0, to))),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    fc.constantFrom('"', '*', '%', '_', 'OR', 'AND', 'NEAR(', '^', '-', ':', 'words:'),
  );
  const query = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(' '));
  await fc.assert(
    fc.asyncProperty(query, fc.integer({ min: 1, max: 100 }), async (text, limit) => {
      const expected = oracle(text);
      const { clientIds, more } = await find(text, limit);
      expect(new Set(clientIds).size).toBe(clientIds.length);
      expect(expected).toEqual(expect.arrayContaining(clientIds));
      expect(clientIds.length).toBe(Math.min(limit, expected.length));
      expect(more).toBe(expected.length > limit);
    }),
    { numRuns: 400 },
  );
});

test("finds an account by any of its words' beginnings in any order", async () => {
  const { find } = await newDesk();
  const query = fc.constantFrom(...known).chain(({ clientId, words }) =>
    fc
      .shuffledSubarray(words, { minLength: 1, maxLength: Math.min(8, words.length) })
      .chain((some) =>
        fc.tuple(
          ...some.map((word) =>
            fc.integer({ min: 1, max: word.length }).map((length) => word.slice(0, length)),
          ),
        ),
      )
      .map((starts) => ({ clientId, text: starts.join(' ') })),
  );
  await fc.assert(
    fc.asyncProperty(query, async ({ clientId, text }) => {
      const { clientIds, more } = await find(text, 100);
      expect(more || clientIds.includes(clientId)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
