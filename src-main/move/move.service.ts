import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import { hashAt, headOf } from '../platform/database/log-end.ts';
import { markMoved, readMoved } from '../platform/database/moved.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { copyStore } from './copy-store.ts';
import { differences, digestOf, fingerprintOf, rowsIn, type StoreDigest } from './digest.ts';
import type { MoveSource, MoveTarget } from './move-ends.ts';
import { differing, movedFromThere, notWhole } from './move-refusals.ts';
import { howParted } from './parted.ts';
import { countRows } from './rows.ts';
import { type TableName, tables } from './tables.ts';

/** How far a move is. */
export interface MoveProgress {
  readonly step: 'checking' | 'copying' | 'verifying';
  readonly table: TableName;
  readonly rows: number;
  readonly of: number;
}

export interface Moved {
  /** `found`: an earlier move had copied it already; `gone_on`: and it was used there since. */
  readonly how: 'copied' | 'found' | 'gone_on';
  readonly rows: number;
  readonly auditRecords: number;
  readonly auditHeadHash: string;
  /** Of every row of the store, the same at both ends; null where one has gone on. */
  readonly fingerprint: string | null;
}

interface Parts {
  readonly source: MoveSource;
  readonly target: MoveTarget;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly onProgress: (progress: MoveProgress) => void;
}

/**
 * Moves a store from one engine to the other: every row, the audit log and its signatures included.
 * The source is held still; the target is filled, compared record by record, and committed first;
 * then the source says that it was moved. So a crash leaves the target as it was, or (between the two
 * commits) a whole copy, which the same move finds and only has to say so (decision 0022).
 */
export class MoveService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Refuses `store_damaged` when the source's audit log is not whole, saying what is wrong, `moved`
   * when it was moved before, `conflict` when the target holds another store, or a copy of this one
   * that this one has left behind, and what either end refuses.
   */
  async move(): Promise<Moved> {
    const { source, target } = this.#parts;
    this.#tell('checking', 'audit_log', 0, 0);
    const check = await source.check();
    if (!check.whole) throw notWhole('this store', check);
    const before = await target.look(async (found) => (found ? this.#complete(found) : null));
    if (before) return before;
    await target.keepKeys();
    await source.note({
      actor: { staffId: null, role: 'operator' },
      action: 'store.move_begun',
      outcome: 'done',
      details: { to: target.engine.name },
    });
    return source.hold(async (held) => {
      const copied = await this.#copy(held);
      await markMoved(held, target.inWords, this.#parts.now());
      return { how: 'copied', ...copied };
    });
  }

  async #copy(held: Tx): Promise<Omit<Moved, 'how'>> {
    const { source, target } = this.#parts;
    const total = await this.#countAll(held);
    let outcome: Omit<Moved, 'how'> | undefined;
    await target.fill(async (filling) => {
      const read = await copyStore(held, filling, this.#counter('copying', total));
      await target.engine.goOnAfter(filling, await source.engine.lastNumbers(held));
      await target.settle(filling);
      const written = await digestOf(filling, this.#counter('verifying', total));
      const different = differences(read, written);
      if (different.length > 0)
        throw new Error(`The copy differs from the store in ${different.join(', ')}`);
      const check = await target.checkChain(filling);
      if (!check.whole) throw notWhole('the copy', check);
      outcome = outcomeOf(read, check);
    });
    if (!outcome) throw new Error('The target was not filled');
    return outcome;
  }

  /** A store is in the target's place: this one, after a crash between the two commits, or another. */
  async #complete(found: Store): Promise<Moved> {
    const { source, target, now } = this.#parts;
    if ((await readMoved(found)) !== undefined) throw movedFromThere();
    return source.hold(async (held) => {
      const head = await headOf(held);
      const foundHead = await headOf(found);
      if ((await hashAt(found, head.seq)) !== head.hash) throw await howParted(held, found);
      await target.keepKeys();
      const check = await target.checkChain(found);
      if (!check.whole) throw notWhole('the store that is in its new place', check);
      const total = 2 * (await this.#countAll(held));
      const equal = foundHead.hash === head.hash;
      const read = equal ? await this.#compare(held, found, total) : null;
      await markMoved(held, target.inWords, now());
      return read
        ? { how: 'found', ...outcomeOf(read, check) }
        : {
            how: 'gone_on',
            rows: total / 2,
            auditRecords: head.seq,
            auditHeadHash: head.hash,
            fingerprint: null,
          };
    });
  }

  async #compare(held: Tx, found: Store, total: number): Promise<StoreDigest> {
    const count = this.#counter('verifying', total);
    const read = await digestOf(held, count);
    const different = differences(read, await digestOf(found, count));
    if (different.length > 0) throw differing(different);
    return read;
  }

  async #countAll(store: Store): Promise<number> {
    let total = 0;
    for (const table of tables) total += await countRows(store, table);
    return total;
  }

  #counter(step: MoveProgress['step'], of: number) {
    let done = 0;
    return (table: TableName, rows: number) => {
      done += rows;
      this.#tell(step, table, done, of);
    };
  }

  #tell(step: MoveProgress['step'], table: TableName, rows: number, of: number): void {
    this.#parts.onProgress({ step, table, rows, of });
  }
}

function outcomeOf(digest: StoreDigest, check: AuditCheck): Omit<Moved, 'how'> {
  return {
    rows: rowsIn(digest),
    auditRecords: check.records,
    auditHeadHash: check.headHash,
    fingerprint: fingerprintOf(digest),
  };
}
