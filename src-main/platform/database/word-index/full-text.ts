import { sql } from 'kysely';
import type { Store } from '../schema.ts';
import { putWords } from './full-text-writer.ts';
import { blockSize, emptyBlock, offsetsIn } from './word-blocks.ts';
import type { AskedWord, FullText } from './word-index.ts';
import {
  commonSet,
  fetchSets,
  type SetsByBlock,
  type SoughtWord,
  seek,
  sizeOf,
} from './word-sets.ts';

/** Words whose sets are fetched together, once it is known which are rare. */
const wordsAtOnce = 3;
/** Blocks looked through before the first stop: a broad query has enough long before. */
const firstBlocks = 8;
const mostBlocks = 128;
const candidatesAtOnce = 256;
/**
 * So few accounts left are checked faster than the sets of further words are fetched: each lies on a
 * page of its own.
 */
const fewEnough = 128;

/**
 * Look-up by words, on sets of accounts by the beginnings of their words. The engines' own full-text
 * indexes walk two broad words side by side, account by account (tens of milliseconds over a
 * million); sets of bits meet in microseconds however broad they are (decision 0017).
 */
export const fullText: FullText = { put: putWords, find };

async function find(
  store: Store,
  asked: readonly AskedWord[],
  limit: number,
): Promise<readonly number[]> {
  if (asked.length === 0) return [];
  // For a single word some of very many long words will do, unless they turn out to be too few.
  const some = await sought(store, asked, asked.length === 1);
  const found = await search(store, some, limit);
  if (found.length === limit || !some.some(({ cut }) => cut)) return found;
  return search(store, await sought(store, asked, false), limit);
}

async function sought(
  store: Store,
  asked: readonly AskedWord[],
  some: boolean,
): Promise<readonly SoughtWord[]> {
  const words: SoughtWord[] = [];
  for (const spellings of asked) words.push(await seek(store, spellings, some));
  return words;
}

async function search(
  store: Store,
  words: readonly SoughtWord[],
  limit: number,
): Promise<readonly number[]> {
  const found: number[] = [];
  const last = await lastBlock(store);
  let narrowFirst = words;
  let span = firstBlocks;
  for (let from = 0; from <= last && found.length < limit; ) {
    const to = Math.min(from + span - 1, last);
    const { left, toCheck, breadths } = await meet(store, narrowFirst, from, to);
    // The first blocks tell which words are rare: in all others those leave little for the rest.
    if (breadths) narrowFirst = sortBy(narrowFirst, breadths);
    for await (const accountId of checked(store, toCheck, idsIn(left))) {
      found.push(accountId);
      if (found.length === limit) break;
    }
    from = to + 1;
    span = Math.min(span * 4, mostBlocks);
  }
  return found;
}

interface Meeting {
  readonly left: SetsByBlock;
  /** What the accounts left have to be checked for. */
  readonly toCheck: readonly AskedWord[];
  /** How many accounts each word has, where all were fetched. */
  readonly breadths: readonly number[] | null;
}

/** The accounts in blocks `from` to `to` that are in every word's set. */
async function meet(
  store: Store,
  words: readonly SoughtWord[],
  from: number,
  to: number,
): Promise<Meeting> {
  const atOnce = from === 0 ? words.length : wordsAtOnce;
  const unsure = words.filter(({ exact }) => !exact);
  let left: SetsByBlock = new Map();
  let breadths: readonly number[] | null = null;
  for (let at = 0; at < words.length; at += atOnce) {
    const within = at === 0 ? null : left;
    const sets = await fetchSets(store, words.slice(at, at + atOnce), from, to, within);
    if (atOnce === words.length) breadths = sets.map(sizeOf);
    left = commonSet(within ? [within, ...sets] : sets);
    if (left.size === 0) break;
    const rest = words.slice(at + atOnce);
    if (rest.length > 0 && sizeOf(left) <= fewEnough)
      return { left, toCheck: [...unsure, ...rest].map(({ asked }) => asked), breadths };
  }
  return { left, toCheck: unsure.map(({ asked }) => asked), breadths };
}

function sortBy(words: readonly SoughtWord[], sizes: readonly number[]): readonly SoughtWord[] {
  const order = words.map((word, place) => ({ word, size: sizes[place] ?? 0 }));
  return order.sort((one, other) => one.size - other.size).map(({ word }) => word);
}

function* idsIn(blocks: SetsByBlock): Generator<number> {
  for (const block of [...blocks.keys()].sort((one, other) => one - other))
    for (const offset of offsetsIn(blocks.get(block) ?? emptyBlock()))
      yield block * blockSize + offset;
}

/** Those of the candidates that have the words in full. */
async function* checked(
  store: Store,
  toCheck: readonly AskedWord[],
  candidates: Iterable<number>,
): AsyncGenerator<number> {
  if (toCheck.length === 0) {
    yield* candidates;
    return;
  }
  for (const ids of chunks(candidates, candidatesAtOnce)) {
    const { rows } = await sql<{ account_id: number; words: string }>`
      select account_id, words from account_words
      where account_id in (${sql.join(ids)}) order by account_id`.execute(store);
    for (const { account_id, words } of rows) {
      const spaced = ` ${words}`;
      const hasAll = toCheck.every((spellings) =>
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
