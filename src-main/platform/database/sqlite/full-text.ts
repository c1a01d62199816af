import { type Kysely, sql } from 'kysely';
import type { AskedWord, FullText } from '../engine.ts';
import type { Database, Store } from '../schema.ts';
import { putWords } from './full-text-writer.ts';
import {
  addStored,
  type Block,
  blockSize,
  emptyBlock,
  keepCommon,
  longestStem,
  offsetsIn,
  stemOf,
} from './word-blocks.ts';

/** How many words are fetched together: the first usually leave little for the rest to do. */
const wordsAtOnce = 6;
/** Blocks looked through before the first stop: a broad query is full long before. */
const firstBlocks = 8;
const mostBlocks = 128;
const candidatesAtOnce = 128;

/**
 * Look-up by words, on sets of accounts by the first letters of their words. SQLite's own full-text
 * index walks two broad words side by side, account by account (tens of milliseconds over a
 * million, decision 0007); sets of bits meet in microseconds however broad they are.
 */
export const fullText: FullText = { put: putWords, find };

/** Makes the tables of the word index. */
export async function createFullText(db: Kysely<Database>): Promise<void> {
  await sql`create table account_words (
    account_id integer primary key,
    words text not null
  ) strict`.execute(db);
  await sql`create table word_block (
    stem text not null,
    block integer not null,
    members blob not null,
    primary key (stem, block)
  ) strict, without rowid`.execute(db);
}

async function find(
  store: Store,
  asked: readonly AskedWord[],
  limit: number,
): Promise<readonly number[]> {
  if (asked.length === 0) return [];
  const found: number[] = [];
  const last = await lastBlock(store);
  let span = firstBlocks;
  for (let from = 0; from <= last && found.length < limit; from += span, span = mostBlocks) {
    const candidates = await meet(store, asked, from, Math.min(from + span - 1, last));
    for await (const accountId of checked(store, asked, candidates)) {
      found.push(accountId);
      if (found.length === limit) break;
    }
  }
  return found;
}

/** Ids in blocks `from` to `to` that have every asked word's stem, ascending. */
async function meet(
  store: Store,
  asked: readonly AskedWord[],
  from: number,
  to: number,
): Promise<Iterable<number>> {
  let left: Map<number, Block> | null = null;
  for (let at = 0; at < asked.length; at += wordsAtOnce) {
    const group = asked.slice(at, at + wordsAtOnce).map((spellings) => spellings.map(stemOf));
    const sets = await fetchSets(store, group, from, to, left);
    left = left === null ? common(sets) : common([left, ...sets]);
    if (left.size === 0) break;
  }
  return idsIn(left ?? new Map());
}

/** For every word of the group the accounts that have one of its stems, by block. */
async function fetchSets(
  store: Store,
  group: readonly (readonly string[])[],
  from: number,
  to: number,
  within: ReadonlyMap<number, Block> | null,
): Promise<Map<number, Block>[]> {
  const blocks = within ? sql` and block in (${sql.join([...within.keys()])})` : sql``;
  const { rows } = await sql<{ stem: string; block: number; members: Uint8Array }>`
    select stem, block, members from word_block
    where stem in (${sql.join([...new Set(group.flat())])})
      and block between ${from} and ${to}${blocks}`.execute(store);
  const sets = group.map(() => new Map<number, Block>());
  for (const { stem, block, members } of rows) {
    for (const [word, stems] of group.entries()) {
      if (!stems.includes(stem)) continue;
      const set = sets[word]?.get(block) ?? emptyBlock();
      addStored(set, members);
      sets[word]?.set(block, set);
    }
  }
  return sets;
}

function common(sets: readonly Map<number, Block>[]): Map<number, Block> {
  const [first = new Map<number, Block>(), ...rest] = sets;
  for (const [block, members] of first) {
    const meets = rest.every((set) => {
      const other = set.get(block);
      return other !== undefined && keepCommon(members, other);
    });
    if (!meets) first.delete(block);
  }
  return first;
}

function* idsIn(blocks: ReadonlyMap<number, Block>): Generator<number> {
  for (const block of [...blocks.keys()].sort((one, other) => one - other))
    for (const offset of offsetsIn(blocks.get(block) ?? emptyBlock()))
      yield block * blockSize + offset;
}

/** Those of the candidates that have the asked words in full; a stem stands for all up to 8 letters. */
async function* checked(
  store: Store,
  asked: readonly AskedWord[],
  candidates: Iterable<number>,
): AsyncGenerator<number> {
  const long = asked.filter((spellings) => spellings.some((word) => word.length > longestStem));
  if (long.length === 0) {
    yield* candidates;
    return;
  }
  for (const ids of chunks(candidates, candidatesAtOnce)) {
    const { rows } = await sql<{ account_id: number; words: string }>`
      select account_id, words from account_words
      where account_id in (${sql.join(ids)}) order by account_id`.execute(store);
    for (const { account_id, words } of rows) {
      const spaced = ` ${words}`;
      const hasAll = long.every((spellings) =>
        spellings.some((word) => spaced.includes(` ${word}`)),
      );
      if (hasAll) yield account_id;
    }
  }
}

async function lastBlock(store: Store): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    select max(account_id) as id from account_words`.execute(store);
  return Math.floor((rows[0]?.id ?? 0) / blockSize);
}

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
