import type { Selectable } from 'kysely';
import { inParts } from '../platform/database/many-rows.ts';
import { type Places, prepared } from '../platform/database/prepared.ts';
import type { AuditLogTable } from '../platform/database/schema/log-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
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

/** The log's end: what the head says of it, and the newest record's place (undefined: there is none). */
export interface LogEnd {
  readonly head: AuditHead;
  readonly last: { readonly seq: number; readonly hash: string } | undefined;
}

/**
 * The log's end as one statement sees it; undefined when the head's row is gone. In a transaction that
 * writes it stays so until it ends: such a transaction holds the store's write lock from its beginning.
 */
export async function readEnd(store: Store): Promise<LogEnd | undefined> {
  const [row] = await selectEnd(store, {});
  if (!row) return undefined;
  const { last_seq: seq, last_hash: hash, ...head } = row;
  return { head, last: seq === null || hash === null ? undefined : { seq, hash } };
}

const selectEnd = prepared((store, _value: Places<object>) =>
  store
    .selectFrom('audit_head')
    .leftJoin('audit_log', (join) =>
      join.on((eb) =>
        eb(
          'audit_log.seq',
          '=',
          eb.selectFrom('audit_log as newest').select(({ fn }) => fn.max('newest.seq').as('seq')),
        ),
      ),
    )
    .select([
      'audit_head.seq',
      'audit_head.hash',
      'audit_head.signature',
      'audit_log.seq as last_seq',
      'audit_log.hash as last_hash',
    ])
    .where('audit_head.id', '=', 1),
);

export type NewRecord = Selectable<AuditLogTable>;

/** Inserts the records that come next, in their order. */
export async function insertRecords(tx: Tx, records: readonly NewRecord[]): Promise<void> {
  const [first, ...more] = records;
  if (first && more.length === 0) {
    await insertNext(tx, first);
    return;
  }
  for (const some of inParts(records)) await tx.insertInto('audit_log').values(some).execute();
}

const insertNext = prepared((store, value: Places<NewRecord>) =>
  store.insertInto('audit_log').values({
    seq: value('seq'),
    at: value('at'),
    actor_id: value('actor_id'),
    actor_role: value('actor_role'),
    action: value('action'),
    subject_staff_id: value('subject_staff_id'),
    account_id: value('account_id'),
    contact_id: value('contact_id'),
    verification_id: value('verification_id'),
    channel: value('channel'),
    outcome: value('outcome'),
    policy_version: value('policy_version'),
    details: value('details'),
    previous_hash: value('previous_hash'),
    hash: value('hash'),
  }),
);

/** Moves the head on from the record with the number `before`. Throws when it was not there. */
export async function putHead(tx: Tx, head: AuditHead, before: number): Promise<void> {
  const moved = await moveHead(tx, { ...head, before });
  if (moved.length === 0) throw new Error('The head of the audit log was moved meanwhile');
}

const moveHead = prepared((store, value: Places<AuditHead & { before: number }>) =>
  store
    .updateTable('audit_head')
    .set({ seq: value('seq'), hash: value('hash'), signature: value('signature') })
    .where('id', '=', 1)
    .where('seq', '=', value('before'))
    .returning('seq'),
);

/** The newest record's place, or undefined when there is none. */
export async function readLast(store: Store): Promise<{ seq: number; hash: string } | undefined> {
  return store
    .selectFrom('audit_log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
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
