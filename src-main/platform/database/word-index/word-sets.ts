import { sql } from 'kysely';
import type { Store } from '../schema.ts';
import {
  addStored,
  type Block,
  countIn,
  emptyBlocks,
  keepCommon,
  longestStem,
} from './word-blocks.ts';
import type { AskedWord } from './word-index.ts';

/** Greater than every letter and digit of a folded word. */
const afterAll = '\x7f';
/** Sets of long words that are put together for one beginning; more is left to checking. */
const mostSets = 2_000;

/** A set of accounts, by block. */
export type SetsByBlock = Map<number, Block>;

/** Where the accounts with a word are to be found. */
export interface SoughtWord {
  readonly asked: AskedWord;
  /** Beginnings whose sets are fetched as blocks are looked through. */
  readonly stems: readonly string[];
  /** The accounts with a long word that begins as asked. */
  readonly long: SetsByBlock;
  /** Whether every account in the sets has the word; else a stem stands for more than was asked. */
  readonly exact: boolean;
  /** `long` holds only some of the accounts. */
  readonly cut: boolean;
}

interface SetRow {
  readonly stem: string;
  readonly block: number;
  readonly members: Uint8Array;
}

/**
 * Finds where to look for a word. A beginning longer than a stem is found among the long words
 * themselves; where very many begin so, `some` of them will do, or else their stem is checked.
 */
export async function seek(store: Store, spellings: AskedWord, some: boolean): Promise<SoughtWord> {
  const stems: string[] = [];
  const long: SetsByBlock = new Map();
  let exact = true;
  let cut = false;
  for (const word of spellings) {
    if (word.length <= longestStem) {
      stems.push(word);
      continue;
    }
    const { rows } = await sql<SetRow>`
      select stem, block, members from word_block
      where stem >= ${word} and stem < ${word + afterAll} limit ${mostSets}`.execute(store);
    if (rows.length < mostSets || some) {
      addRows(long, rows);
      cut ||= rows.length === mostSets;
    } else {
      stems.push(word.slice(0, longestStem));
      exact = false;
    }
  }
  return { asked: spellings, stems, long, exact, cut };
}

/** For every word its accounts in blocks `from` to `to`; those that are not in `within` may lack. */
export async function fetchSets(
  store: Store,
  words: readonly SoughtWord[],
  from: number,
  to: number,
  within: SetsByBlock | null,
): Promise<SetsByBlock[]> {
  const sets = words.map(
    ({ long }) => new Map([...long].filter(([block]) => from <= block && block <= to)),
  );
  const stems = [...new Set(words.flatMap((word) => word.stems))];
  if (stems.length === 0) return sets;
  // Jumping to single blocks pays only where they are few.
  const blocks =
    within && within.size * 2 < to - from
      ? sql` and block in (${sql.join([...within.keys()])})`
      : sql``;
  const { rows } = await sql<SetRow>`
    select stem, block, members from word_block
    where stem in (${sql.join(stems)}) and block between ${from} and ${to}${blocks}`.execute(store);
  const byStem = Map.groupBy(rows, ({ stem }) => stem);
  for (const [place, word] of words.entries())
    for (const stem of word.stems) addRows(sets[place] ?? new Map(), byStem.get(stem) ?? []);
  return sets;
}

/** The accounts that are in all sets; takes the sets apart. */
export function commonSet(sets: readonly SetsByBlock[]): SetsByBlock {
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

/** How many accounts are in a set. */
export function sizeOf(set: SetsByBlock): number {
  let size = 0;
  for (const block of set.values()) size += countIn(block);
  return size;
}

/** Room for all of them is made at once: thousands of small buffers are a burden to the collector. */
function addRows(sets: SetsByBlock, rows: readonly SetRow[]): void {
  const fresh = emptyBlocks(rows.length);
  for (const { block, members } of rows) {
    const set = sets.get(block) ?? fresh.next().value;
    addStored(set, members);
    sets.set(block, set);
  }
}
