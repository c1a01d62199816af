import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import type { ByteSource } from './records.ts';

/** So many opened pieces are held: readers go forwards, and an archive's looks at its end first. */
const heldPieces = 4;

const purposeOf = (runId: number, number: number) => `import-piece:${runId}:${number}`;

/** Keeps a piece of a file, sealed. */
export async function keepPiece(
  tx: Tx,
  seal: StoreSeal,
  runId: number,
  number: number,
  bytes: Buffer,
): Promise<void> {
  const { keyId, bytes: sealed } = seal.seal(purposeOf(runId, number), bytes);
  await tx
    .insertInto('import_piece')
    .values({ run_id: runId, number, sealed, seal_key_id: keyId })
    .execute();
}

/** A piece that was kept; throws when it is not there. */
export async function openPiece(
  store: Store,
  seal: StoreSeal,
  runId: number,
  number: number,
): Promise<Buffer> {
  const row = await store
    .selectFrom('import_piece')
    .select(['sealed', 'seal_key_id'])
    .where('run_id', '=', runId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw new Error(`Piece ${number} of import ${runId} is not in the store`);
  return seal.unseal(purposeOf(runId, number), { keyId: row.seal_key_id, bytes: row.sealed });
}

/** A received file's bytes, a few pieces of them in memory at a time. */
export class PieceSource implements ByteSource {
  readonly size: number;
  /** How far anybody has read. */
  furthest = 0;
  readonly #open: (number: number) => Promise<Buffer>;
  readonly #pieceBytes: number;
  readonly #held = new Map<number, Promise<Buffer>>();

  /** @param open gives a piece by its number; all but the last are `pieceBytes` long */
  constructor(size: number, pieceBytes: number, open: (number: number) => Promise<Buffer>) {
    this.size = size;
    this.#pieceBytes = pieceBytes;
    this.#open = open;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.size);
    const parts: Buffer[] = [];
    for (let at = offset; at < end; ) {
      const number = Math.floor(at / this.#pieceBytes);
      const start = number * this.#pieceBytes;
      const piece = await this.#piece(number);
      parts.push(piece.subarray(at - start, end - start));
      at = start + this.#pieceBytes;
    }
    this.furthest = Math.max(this.furthest, end);
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  #piece(number: number): Promise<Buffer> {
    const held = this.#held.get(number) ?? this.#open(number);
    this.#held.delete(number);
    this.#held.set(number, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > heldPieces && oldest !== undefined) this.#held.delete(oldest);
    return held;
  }
}
