/*
 * Sets of accounts in blocks of 7,680 ids. A set is stored as two bytes for each member, or, from
 * 480 members on, as a bitmap of 960 bytes: with its key that still fits into a page of an index,
 * whereas 8,192 would spill into a page of its own.
 */
export const blockSize = 7_680;
const bitmapBytes = blockSize / 8;

/** Sets are kept for the beginnings of words up to this many letters, and for longer words whole. */
export const longestStem = 8;

/** One block's set as bits, 32 to a number. */
export type Block = Uint32Array;

export const blockOf = (accountId: number) => Math.floor(accountId / blockSize);
export const offsetOf = (accountId: number) => accountId % blockSize;

export function emptyBlock(): Block {
  return new Uint32Array(blockSize / 32);
}

/** Empty blocks one after the other, up to `count` of them, which share one piece of memory. */
export function* emptyBlocks(count: number): Generator<Block, never> {
  const size = blockSize / 32;
  const shared = new Uint32Array(size * count);
  for (let at = 0; at < count; at++) yield shared.subarray(at * size, (at + 1) * size);
  throw new RangeError(`More than ${count} blocks were asked for`);
}

/** Adds the members of a stored set to a block. */
export function addStored(block: Block, stored: Uint8Array): void {
  if (stored.length === bitmapBytes) {
    const bytes = new Uint8Array(block.buffer, block.byteOffset, bitmapBytes);
    for (let at = 0; at < bitmapBytes; at++) bytes[at] = (bytes[at] ?? 0) | (stored[at] ?? 0);
    return;
  }
  for (let at = 0; at < stored.length; at += 2)
    addOffset(block, (stored[at] ?? 0) | ((stored[at + 1] ?? 0) << 8));
}

export function addOffset(block: Block, offset: number): void {
  block[offset >>> 5] = (block[offset >>> 5] ?? 0) | (1 << (offset & 31));
}

export function removeOffset(block: Block, offset: number): void {
  block[offset >>> 5] = (block[offset >>> 5] ?? 0) & ~(1 << (offset & 31));
}

/** Leaves in `block` what is also in `other`; false when nothing is left. */
export function keepCommon(block: Block, other: Block): boolean {
  let left = 0;
  for (let at = 0; at < block.length; at++) {
    const common = (block[at] ?? 0) & (other[at] ?? 0);
    block[at] = common;
    left |= common;
  }
  return left !== 0;
}

/** How many are in a block. */
export function countIn(block: Block): number {
  let count = 0;
  for (const bits of block) {
    // Bits are added up in pairs, then fours, then bytes; the product gathers the bytes on top.
    const pairs = bits - ((bits >>> 1) & 0x5555_5555);
    const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
    count += Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
  }
  return count;
}

/** The offsets in a block, ascending. */
export function* offsetsIn(block: Block): Generator<number> {
  for (let at = 0; at < block.length; at++) {
    let bits = block[at] ?? 0;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits);
      yield at * 32 + bit;
      bits &= bits - 1;
    }
  }
}

/** The stored form of a block; empty for an empty set. */
export function storedForm(block: Block): Uint8Array {
  return storedFormOf([...offsetsIn(block)]);
}

/** The stored form of a set, from its offsets in ascending order. */
export function storedFormOf(offsets: readonly number[]): Uint8Array {
  if (offsets.length * 2 >= bitmapBytes) {
    const block = emptyBlock();
    for (const offset of offsets) addOffset(block, offset);
    return new Uint8Array(block.buffer);
  }
  const stored = new Uint8Array(offsets.length * 2);
  for (const [place, offset] of offsets.entries()) {
    stored[place * 2] = offset & 255;
    stored[place * 2 + 1] = offset >>> 8;
  }
  return stored;
}
