import { sql } from 'kysely';
import type { Store } from '../schema.ts';
import {
  addOffset,
  addStored,
  type Block,
  blockOf,
  emptyBlock,
  longestStem,
  offsetOf,
  removeOffset,
  storedForm,
  storedFormOf,
} from './word-blocks.ts';
import type { WordsOfAccount } from './word-index.ts';

const rowsAtOnce = 400;

interface Change {
  readonly add: number[];
  readonly remove: number[];
}

/**
 * Puts accounts' words in place of what was there. Give many accounts at once where there are
 * many: each set of accounts is then written once.
 */
export async function putWords(store: Store, accounts: readonly WordsOfAccount[]): Promise<void> {
  const before = await wordsBefore(store, accounts);
  const changes = new Map<number, Map<string, Change>>();
  for (const { accountId, words } of accounts) {
    const had = stemsOf(before.get(accountId)?.split(' ') ?? []);
    const has = stemsOf(words);
    const block = changes.get(blockOf(accountId)) ?? new Map<string, Change>();
    changes.set(blockOf(accountId), block);
    for (const stem of has) if (!had.has(stem)) changeOf(block, stem).add.push(accountId);
    for (const stem of had) if (!has.has(stem)) changeOf(block, stem).remove.push(accountId);
  }
  for (const rows of chunked(accounts)) {
    await sql`insert into account_words (account_id, words)
      values ${sql.join(rows.map(({ accountId, words }) => sql`(${accountId}, ${[...words].join(' ')})`))}
      on conflict (account_id) do update set words = excluded.words`.execute(store);
  }
  // In the order of the index, so that rows written together lie together.
  for (const [block, stems] of changes)
    for (const rows of chunked([...stems].sort(byStem))) await writeSets(store, block, rows);
}

async function wordsBefore(
  store: Store,
  accounts: readonly WordsOfAccount[],
): Promise<Map<number, string>> {
  const before = new Map<number, string>();
  for (const some of chunked(accounts)) {
    const { rows } = await sql<{ account_id: number; words: string }>`
      select account_id, words from account_words
      where account_id in (${sql.join(some.map(({ accountId }) => accountId))})`.execute(store);
    for (const row of rows) before.set(row.account_id, row.words);
  }
  return before;
}

async function writeSets(
  store: Store,
  block: number,
  changes: readonly (readonly [string, Change])[],
): Promise<void> {
  const there = await setsThere(
    store,
    block,
    changes.map(([stem]) => stem),
  );
  const rows = changes.map(([stem, { add, remove }]) => {
    const set = there.get(stem);
    // Most stems are rare: a set that is new needs no bits.
    if (!set) return { stem, members: storedFormOf(add.map(offsetOf).sort(ascending)) };
    for (const accountId of remove) removeOffset(set, offsetOf(accountId));
    for (const accountId of add) addOffset(set, offsetOf(accountId));
    return { stem, members: storedForm(set) };
  });
  await sql`insert into word_block (stem, block, members)
    values ${sql.join(rows.map(({ stem, members }) => sql`(${stem}, ${block}, ${members})`))}
    on conflict (stem, block) do update set members = excluded.members`.execute(store);
}

async function setsThere(
  store: Store,
  block: number,
  stems: readonly string[],
): Promise<Map<string, Block>> {
  const { rows } = await sql<{ stem: string; members: Uint8Array }>`
    select stem, members from word_block
    where stem in (${sql.join(stems)}) and block = ${block}`.execute(store);
  return new Map(
    rows.map(({ stem, members }) => {
      const set = emptyBlock();
      addStored(set, members);
      return [stem, set];
    }),
  );
}

const byStem = ([one]: readonly [string, Change], [other]: readonly [string, Change]) =>
  one < other ? -1 : 1;
const ascending = (one: number, other: number) => one - other;

/** What a set is kept for: every beginning of a word up to the longest stem, and a long word whole. */
function stemsOf(words: Iterable<string>): Set<string> {
  const stems = new Set<string>();
  for (const word of words) {
    for (let length = 1; length <= Math.min(word.length, longestStem); length++)
      stems.add(word.slice(0, length));
    if (word.length > longestStem) stems.add(word);
  }
  return stems;
}

function changeOf(changes: Map<string, Change>, stem: string): Change {
  const change = changes.get(stem) ?? { add: [], remove: [] };
  changes.set(stem, change);
  return change;
}

function* chunked<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += rowsAtOnce) yield items.slice(at, at + rowsAtOnce);
}
