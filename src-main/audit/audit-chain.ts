import { setImmediate as breathe } from 'node:timers/promises';
import type { AuditProblem } from '#shared/contract/audit.contract.ts';
import { type AuditRow, fitsItself, genesisHash } from './audit-encoding.ts';
import type { AuditCheckpoint, AuditHead, AuditSigner } from './audit-signer.ts';

/** Every so many records the chain is signed for good. */
export const checkpointInterval = 1000;

/** A check names at most this many problems: more say no more. */
export const problemLimit = 100;

type Kind = AuditProblem['problem'];

/**
 * Follows a chain from its first record to its head and notes what is wrong. It is fed in order,
 * reads nothing itself, keeps a bounded number of rows, and throws on nothing that a row can hold.
 *
 * A record that was changed without its hash no longer fits its own hash. One changed together
 * with its hash no longer fits what the next record (or the signed head, or a signed checkpoint)
 * says of it. Without the audit key nobody can make those fit again.
 */
export class AuditChain {
  records = 0;
  checkpoints = 0;
  /** The number of the newest record fed; 0 before the first. */
  last = 0;
  readonly #signer: AuditSigner;
  readonly #problems: AuditProblem[] = [];
  /** Records that don't fit their own hash; judged at the end, when all of them are known. */
  readonly #suspects: AuditRow[] = [];
  readonly #missing: number[] = [];
  #lastHash = genesisHash;
  /** Whether `#lastHash` is of a sound record, so that the next one can be held against it. */
  #lastSound = true;

  constructor(signer: AuditSigner) {
    this.#signer = signer;
  }

  record(row: AuditRow): void {
    this.records += 1;
    if (row.seq < 1) {
      this.#note(1, 'altered', `A record carries the number ${row.seq}, which none ever gets.`);
      return;
    }
    const next = this.last + 1;
    if (row.seq > next) this.#gap(next, row.seq - 1);
    const sound = fitsItself(row);
    if (!sound) this.#suspect(row);
    else if (row.seq === next) this.#link(row);
    if (row.seq === 1 && sound && row.action !== 'store.created')
      this.#note(1, 'altered', 'The log does not begin with the making of the store.');
    this.last = row.seq;
    this.#lastHash = row.hash;
    this.#lastSound = sound;
  }

  /** A signed place, fed after the record of its number; `hash` is that record's, if it is there. */
  checkpoint(checkpoint: AuditCheckpoint, hash: string | undefined): void {
    this.checkpoints += 1;
    const { seq } = checkpoint;
    if (!this.#signer.isCheckpoint(checkpoint))
      this.#note(seq, 'checkpoint_broken', `The checkpoint at ${seq} was changed or forged.`);
    else if (seq > this.last)
      this.#note(
        this.last + 1,
        'tail_removed',
        `The signed checkpoint at ${seq} shows that records ${this.last + 1} to ${seq} are gone.`,
      );
    else if (hash !== undefined && hash !== checkpoint.hash && !this.#isSuspect(seq))
      this.#note(
        seq,
        'altered',
        `Record ${seq}, or records before it, were rewritten after the checkpoint was signed.`,
      );
  }

  /** Every `checkpointInterval` records there has to be a checkpoint. */
  checkpointMissing(seq: number): void {
    this.#note(seq, 'checkpoint_broken', `The checkpoint at ${seq} was removed.`);
  }

  /** Where the log says it ends, fed last. */
  head(head: AuditHead | undefined): void {
    if (!head) {
      this.#note(this.last + 1, 'head_forged', 'The signed end of the log was removed.');
      return;
    }
    if (!this.#signer.isHead(head)) {
      this.#note(head.seq, 'head_forged', 'The signed end of the log was changed or forged.');
      return;
    }
    if (head.seq === 0 && this.last === 0)
      this.#note(1, 'tail_removed', 'The log is empty: every record was removed.');
    else if (head.seq > this.last)
      this.#note(
        this.last + 1,
        'tail_removed',
        `The log ended at ${head.seq}: the last records, from ${this.last + 1} on, were removed.`,
      );
    else if (head.seq < this.last)
      this.#note(
        head.seq + 1,
        'altered',
        `The log was signed up to ${head.seq}: what follows was added from outside, or an older end was put back.`,
      );
    else if (this.#lastSound && head.hash !== this.#lastHash)
      this.#note(head.seq, 'altered', rewritten(head.seq));
  }

  /** All that was found, in order of place. Call it once, at the end. */
  async problems(): Promise<AuditProblem[]> {
    for (const row of this.#suspects) {
      await breathe();
      const place = this.#placeOf(row);
      if (place === null)
        this.#note(row.seq, 'altered', `Record ${row.seq} was changed after it was written.`);
      else this.#note(row.seq, 'reordered', `What stands at ${row.seq} was written as ${place}.`);
    }
    return this.#problems.sort((one, other) => one.seq - other.seq).slice(0, problemLimit);
  }

  #link(row: AuditRow) {
    if (!this.#lastSound || row.previousHash === this.#lastHash) return;
    if (this.last === 0) this.#note(1, 'altered', 'Record 1 does not begin a chain.');
    else this.#note(this.last, 'altered', rewritten(this.last));
  }

  #gap(from: number, to: number) {
    const what = from === to ? `Record ${from} is` : `Records ${from} to ${to} are`;
    this.#note(from, 'missing', `${what} missing.`);
    for (let seq = from; seq <= to && this.#missing.length < problemLimit; seq += 1)
      this.#missing.push(seq);
  }

  #suspect(row: AuditRow) {
    if (this.#suspects.length < problemLimit) this.#suspects.push(row);
  }

  #isSuspect(seq: number): boolean {
    return this.#suspects.some((row) => row.seq === seq);
  }

  /** The number under which a record that does not fit its place was written, or null. */
  #placeOf(row: AuditRow): number | null {
    const others = this.#suspects.filter((other) => other.seq !== row.seq);
    const places = [
      ...others.map((other) => other.seq),
      ...this.#missing,
      row.seq - 1,
      row.seq + 1,
    ];
    const moved = places.find((seq) => fitsItself({ ...row, seq }));
    if (moved !== undefined) return moved;
    const exchanged = others.find(({ seq, previousHash, hash }) =>
      fitsItself({ ...row, seq, previousHash, hash }),
    );
    return exchanged?.seq ?? null;
  }

  #note(seq: number, problem: Kind, message: string) {
    const place = Math.min(Math.max(seq, 1), Number.MAX_SAFE_INTEGER);
    const known = this.#problems.some((one) => one.seq === place && one.problem === problem);
    if (!known && this.#problems.length < 2 * problemLimit)
      this.#problems.push({ seq: Number.isSafeInteger(place) ? place : 1, problem, message });
  }
}

function rewritten(seq: number): string {
  return `Record ${seq}, or records before it, were rewritten together with their hashes.`;
}
