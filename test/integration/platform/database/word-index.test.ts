import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { blockSize } from '#main/platform/database/word-index/word-blocks.ts';
import { newStore } from '#test/support/new-store.ts';

const vocabulary = ['a', 'an', 'anna', 'annalise', 'international', 'internationale', 'b', 'zz9'];

/** Ids on both sides of every edge between blocks, and enough in a row for a bitmap. */
const ids = [
  ...Array.from({ length: 700 }, (_, at) => at + 1),
  ...[blockSize - 1, blockSize, blockSize + 1, blockSize * 9, blockSize * 140 + 31],
];

const has = (words: ReadonlySet<string>, asked: readonly (readonly string[])[]) =>
  asked.every((spellings) =>
    spellings.some((spelling) => [...words].some((word) => word.startsWith(spelling))),
  );

test('finds what looking at every account finds, also after words were replaced', async () => {
  const { store } = await newStore();
  const kept = new Map<number, ReadonlySet<string>>();
  const put = async (some: readonly number[], step: number) => {
    const entries = some.map((accountId) => ({
      accountId,
      words: new Set(vocabulary.filter((_, place) => (accountId * step + place * 7) % 5 < 2)),
    }));
    for (const { accountId, words } of entries) kept.set(accountId, words);
    await fullText.put(store, entries);
  };
  await put(ids, 3);
  await put(
    ids.filter((id) => id % 3 === 0),
    11,
  );
  await put([5], 0);
  const start = fc
    .constantFrom(...vocabulary, 'x')
    .chain((word) => fc.integer({ min: 1, max: word.length }).map((to) => word.slice(0, to)));
  const asked = fc.array(fc.array(start, { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 9,
  });
  await fc.assert(
    fc.asyncProperty(asked, fc.integer({ min: 1, max: 800 }), async (words, limit) => {
      const expected = ids.filter((id) => has(kept.get(id) ?? new Set(), words)).slice(0, limit);
      expect(await fullText.find(store, words, limit)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test('finds the one account that two broad words have in common', async () => {
  const { store } = await newStore();
  const count = 20_000;
  const words = (accountId: number) =>
    new Set(accountId === 12_345 ? ['gmbh', 'inc'] : [accountId % 2 ? 'gmbh' : 'inc']);
  await store.transaction().execute((tx) =>
    fullText.put(
      tx,
      Array.from({ length: count }, (_, at) => ({ accountId: at + 1, words: words(at + 1) })),
    ),
  );
  expect(await fullText.find(store, [['inc'], ['gmbh']], 10)).toEqual([12_345]);
});

test('finds accounts by the beginning of very many long words', async () => {
  const { store } = await newStore();
  const crowd = Array.from({ length: 9_000 }, (_, at) => ({
    accountId: at + 1,
    words: new Set([`internationaldata${at}`, at === 8_500 ? 'rare' : 'broad']),
  }));
  const reseller = {
    accountId: 20_000,
    words: new Set(Array.from({ length: 2_500 }, (_, at) => `webhosting${at}`)),
  };
  const neighbour = { accountId: 20_001, words: new Set(['webhostingzone']) };
  await store.transaction().execute((tx) => fullText.put(tx, [...crowd, reseller, neighbour]));

  expect(await fullText.find(store, [['internationald']], 100)).toHaveLength(100);
  expect(await fullText.find(store, [['internationald'], ['rare']], 100)).toEqual([8_501]);
  expect(await fullText.find(store, [['internationalf']], 100)).toEqual([]);
  expect(await fullText.find(store, [['webhosting']], 100)).toEqual([20_000, 20_001]);
});

test('finds nothing for no words', async () => {
  const { store } = await newStore();
  expect(await fullText.find(store, [], 10)).toEqual([]);
});
