import type {
  AuditCheck,
  AuditEntry,
  AuditFilter,
  AuditRecord,
} from '#shared/contract/audit.contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  hasCheckpoint,
  insertCheckpoint,
  insertReason,
  insertRecords,
  type NewRecord,
  putHead,
  readEnd,
  readLast,
  readPage,
} from './audit.queries.ts';
import { checkpointInterval } from './audit-chain.ts';
import { checkLog } from './audit-check.ts';
import { type AuditContent, encodeDetails, genesisHash, recordHash } from './audit-encoding.ts';
import { readEntries, readStory } from './audit-entries.queries.ts';
import type { AuditNote, AuditWriter } from './audit-entry.ts';
import { toRecord } from './audit-record.ts';
import { findSeqs } from './audit-search.queries.ts';
import { type AuditHead, AuditSigner } from './audit-signer.ts';

export interface AuditConfig {
  readonly store: Store;
  readonly clock: Clock;
  /** Ed25519 private key, PKCS #8 DER. */
  readonly auditKey: Buffer;
  readonly auditKeyId: string;
  /** The version of the rules that the records were made under; from 1. */
  readonly policyVersion: number;
}

/**
 * The audit log: append-only and tamper-evident. Each record is chained to the one before it by
 * SHA-256, the end of the chain is signed at every record, and every 1000 records for good
 * (`audit-encoding.ts` and `audit-signer.ts` say over which bytes). The number `seq` is the order;
 * the time in `at` is what the clock said, and a clock can go backwards.
 */
export class AuditService implements AuditWriter {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #policyVersion: number;
  readonly #signer: AuditSigner;

  constructor(config: AuditConfig) {
    this.#store = config.store;
    this.#clock = config.clock;
    this.#policyVersion = config.policyVersion;
    this.#signer = new AuditSigner(config.auditKey, config.auditKeyId);
  }

  /**
   * Appends a record in the caller's transaction: it is kept if and only if what it records is.
   * Throws a `TypeError` for details that the log must not hold (see `encodeDetails`). Refuses
   * `store_damaged` when the end of the log, or its signature, was changed from outside: signing on
   * from there would cover up what was done, so nothing that has to be recorded is done until it is
   * put right.
   */
  append(tx: Tx, note: AuditNote): Promise<void> {
    return this.appendAll(tx, [note]);
  }

  /**
   * Appends records in their order, each chained to the one before it; the end is signed once, for
   * nobody sees the store between them. Refuses as `append` does.
   */
  async appendAll(tx: Tx, notes: readonly AuditNote[]): Promise<void> {
    if (notes.length === 0) return;
    const head = await this.#genuineHead(tx);
    const records: NewRecord[] = [];
    for (const note of notes) records.push(this.#recordAfter(records.at(-1) ?? head, note));
    await insertRecords(tx, records);
    const { seq, hash } = records.at(-1) ?? head;
    await putHead(tx, { seq, hash, signature: this.#signer.signHead(seq, hash) }, head.seq);
    for (const record of records)
      if (record.seq % checkpointInterval === 0) await this.#sign(tx, record.seq, record.hash);
  }

  #recordAfter(end: Pick<AuditHead, 'seq' | 'hash'>, note: AuditNote): NewRecord {
    const content: AuditContent = {
      seq: end.seq + 1,
      at: this.#now(),
      actorId: note.actor.staffId,
      actorRole: note.actor.role,
      action: note.action,
      subjectStaffId: note.subjectStaffId ?? null,
      accountId: note.accountId ?? null,
      contactId: note.contactId ?? null,
      verificationId: note.verificationId ?? null,
      channel: note.channel ?? null,
      outcome: note.outcome,
      policyVersion: this.#policyVersion,
      details: encodeDetails(note.details ?? {}),
    };
    return {
      seq: content.seq,
      at: content.at,
      actor_id: content.actorId,
      actor_role: note.actor.role,
      action: note.action,
      subject_staff_id: content.subjectStaffId,
      account_id: content.accountId,
      contact_id: content.contactId,
      verification_id: content.verificationId,
      channel: note.channel ?? null,
      outcome: note.outcome,
      policy_version: content.policyVersion,
      details: content.details,
      previous_hash: end.hash,
      hash: recordHash(end.hash, content),
    };
  }

  /** Appends a record of something that changes nothing else in the store. Refuses as `append` does. */
  note(note: AuditNote): Promise<void> {
    return this.#store.transaction().execute((tx) => this.append(tx, note));
  }

  /** Keeps a reason beside the chain, where it can be erased; returns its id. */
  async keepReason(tx: Tx, text: string): Promise<number> {
    return insertReason(tx, text, this.#clock.now());
  }

  /**
   * Signs the newest record for good: at closing and before a backup. Does nothing when that is
   * done already, or there is none. Refuses `store_damaged` as `append` does.
   */
  async checkpoint(tx: Tx): Promise<void> {
    const { seq, hash } = await this.#genuineHead(tx);
    if (seq > 0 && !(await hasCheckpoint(tx, seq))) await this.#sign(tx, seq, hash);
  }

  /**
   * Checks every record, every checkpoint and the signed end of the log, and names what is wrong.
   * What it can't see: a whole older copy of the store put in its place. For that, hold the number
   * of records and the head's hash against those noted elsewhere, with a backup for instance.
   */
  async check(store: Store = this.#store): Promise<AuditCheck> {
    return checkLog(store, this.#signer);
  }

  /**
   * Records that fit all parts of the filter, newest first, at most `limit`; `before` is the
   * `next` of an earlier page (null: the first page).
   */
  async list(
    filter: AuditFilter,
    before: number | null,
    limit: number,
  ): Promise<{ entries: AuditEntry[]; next: number | null }> {
    const seqs = await findSeqs(this.#store, filter, before, limit + 1);
    const shown = seqs.slice(0, limit);
    const entries = await readEntries(this.#store, shown);
    return { entries, next: seqs.length > limit ? (shown.at(-1) ?? null) : null };
  }

  /** One verification's records, oldest first. */
  async story(verificationId: number): Promise<AuditEntry[]> {
    return readStory(this.#store, verificationId);
  }

  /** The number of the newest record; 0 before the first. */
  async lastSeq(): Promise<number> {
    return (await readLast(this.#store))?.seq ?? 0;
  }

  /** The records after a number, as they are chained, in order; `next` continues. */
  async records(
    after: number,
    limit: number,
  ): Promise<{ records: AuditRecord[]; next: number | null }> {
    const rows = (await readPage(this.#store, after, limit + 1)).filter(hasUsualSeq);
    const records = rows.slice(0, limit).map(toRecord);
    return { records, next: rows.length > limit ? (records.at(-1)?.seq ?? null) : null };
  }

  async #sign(tx: Tx, seq: number, hash: string) {
    const at = this.#now();
    const signature = this.#signer.signCheckpoint({ seq, hash, at });
    await insertCheckpoint(tx, { seq, hash, at, keyId: this.#signer.keyId, signature });
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }

  /** The head, if it was signed here and the log does end where it says. */
  async #genuineHead(tx: Tx): Promise<AuditHead> {
    const { head, last } = (await readEnd(tx)) ?? {};
    if (
      head &&
      this.#signer.isHead(head) &&
      (last?.seq ?? 0) === head.seq &&
      (last?.hash ?? genesisHash) === head.hash
    )
      return head;
    throw new Refusal(
      'store_damaged',
      'The end of the audit log was changed from outside, so nothing more can be recorded. ' +
        'Run "countersign audit verify" to see what is wrong, and restore the newest backup.',
    );
  }
}

/** False for a number that only a record added from outside can have. */
function hasUsualSeq({ seq }: { readonly seq: number }): boolean {
  return Number.isSafeInteger(seq);
}
