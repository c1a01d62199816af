import { expect, test } from 'vitest';
import { type Places, prepared } from '#main/platform/database/prepared.ts';
import { newStore } from '#test/support/new-store.ts';

let built = 0;

const put = prepared((store, value: Places<{ key: string; text: string }>) => {
  built += 1;
  return store
    .insertInto('meta')
    .values({ key: value('key'), value: value('text') })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: value('text') }))
    .returning(['key', 'value']);
});

const named = prepared((store, value: Places<{ first: string; second: string }>) =>
  store
    .selectFrom('meta')
    .select('value')
    .where('key', 'in', [value('second'), 'none', value('first')])
    .where('key', '!=', value('first')),
);

test('a prepared statement is built once and runs each time with the values given then', async () => {
  const { store } = await newStore();
  built = 0;
  expect(await put(store, { key: 'one', text: 'a' })).toEqual([{ key: 'one', value: 'a' }]);
  expect(await put(store, { key: 'one', text: 'b' })).toEqual([{ key: 'one', value: 'b' }]);
  expect(await put(store, { key: 'two', text: 'c' })).toEqual([{ key: 'two', value: 'c' }]);
  expect(built).toBe(1);
  // Constants stay where they are, and a value may stand in several places.
  expect(await named(store, { first: 'one', second: 'two' })).toEqual([{ value: 'c' }]);
  expect(await named(store, { first: 'two', second: 'one' })).toEqual([{ value: 'b' }]);
});

test('a prepared statement belongs to the transaction that it is run in', async () => {
  const { store } = await newStore();
  const undone = store.transaction().execute(async (tx) => {
    await put(tx, { key: 'gone', text: 'a' });
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  expect(await named(store, { first: '', second: 'gone' })).toEqual([]);
});

test('a value is never read as SQL', async () => {
  const { store } = await newStore();
  const text = `'); delete from meta; --`;
  expect(await put(store, { key: text, text })).toEqual([{ key: text, value: text }]);
});
