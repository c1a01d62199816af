import type { Selectable } from 'kysely';
import type { AuditLogTable, Store, Tx } from '../platform/database/schema.ts';
import type { AuditRow } from './audit-encoding.ts';
import type { AuditCheckpoint, AuditHead } from './audit-signer.ts';

/** The columns of a record, by the names of an `AuditRow`. */
export const recordColumns = [
  'seq',
  'at',
  'actor_id as actorId',
  'actor_role as actorRole',
  'action',
  'subject_staff_id as subjectStaffId',
  'account_id as accountId',
  'contact_id as contactId',
  'verification_id as verificationId',
  'channel',
  'outcome',
  'policy_version as policyVersion',
  'details',
  'previous_hash as previousHash',
  'hash',
] as const;

/**
 * Takes the next number of the chain. The head's row stays locked until the transaction ends, so
 * two writers can't take the same one. Returns the head as it was, or undefined when its row is
 * gone.
 */
export async function takeNextSeq(tx: Tx): Promise<AuditHead | undefined> {
  const head = await tx
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash', 'signature'])
    .executeTakeFirst();
  return head && { ...head, seq: head.seq - 1 };
}

export async function insertRecord(tx: Tx, row: Selectable<AuditLogTable>): Promise<void> {
  await tx.insertInto('audit_log').values(row).execute();
}

export async function putHead(tx: Tx, head: AuditHead): Promise<void> {
  await tx
    .updateTable('audit_head')
    .set({ seq: head.seq, hash: head.hash, signature: head.signature })
    .where('id', '=', 1)
    .execute();
}

/** The head as it stands, or undefined when its row is gone. */
export async function readHead(store: Store): Promise<AuditHead | undefined> {
  return store
    .selectFrom('audit_head')
    .select(['seq', 'hash', 'signature'])
    .where('id', '=', 1)
    .executeTakeFirst();
}

/** The newest record's place, or undefined when there is none. */
export async function readLast(store: Store): Promise<{ seq: number; hash: string } | undefined> {
  return store
    .selectFrom('audit_log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The head, and the newest record's number (0: none) as one statement sees them. */
export async function readHeadAndLast(
  store: Store,
): Promise<(AuditHead & { last: number }) | undefined> {
  const row = await store
    .selectFrom('audit_head')
    .select((eb) => [
      'seq',
      'hash',
      'signature',
      eb
        .selectFrom('audit_log')
        .select(({ fn }) => fn.max('audit_log.seq').as('last'))
        .as('last'),
    ])
    .where('id', '=', 1)
    .executeTakeFirst();
  return row && { ...row, last: row.last ?? 0 };
}

/** Records after a number (null: from the lowest there is), in order. */
export async function readPage(
  store: Store,
  after: number | null,
  limit: number,
): Promise<AuditRow[]> {
  return store
    .selectFrom('audit_log')
    .select(recordColumns)
    .$if(after !== null, (query) => query.where('seq', '>', after as number))
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** Checkpoints after one number and up to another (null: to the last), in order. */
export async function readCheckpoints(
  store: Store,
  after: number | null,
  upTo: number | null,
): Promise<AuditCheckpoint[]> {
  return store
    .selectFrom('audit_checkpoint')
    .select(['seq', 'hash', 'at', 'key_id as keyId', 'signature'])
    .$if(after !== null, (query) => query.where('seq', '>', after as number))
    .$if(upTo !== null, (query) => query.where('seq', '<=', upTo as number))
    .orderBy('seq')
    .execute();
}

export async function hasCheckpoint(store: Store, seq: number): Promise<boolean> {
  const row = await store
    .selectFrom('audit_checkpoint')
    .select('seq')
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertCheckpoint(tx: Tx, checkpoint: AuditCheckpoint): Promise<void> {
  const { seq, hash, at, keyId, signature } = checkpoint;
  await tx
    .insertInto('audit_checkpoint')
    .values({ seq, hash, at, key_id: keyId, signature })
    .execute();
}

export async function insertReason(tx: Tx, text: string, createdAt: number): Promise<number> {
  const row = await tx
    .insertInto('reason')
    .values({ text, created_at: createdAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
