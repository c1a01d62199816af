import type { AuditDetails, AuditEntry } from '#shared/contract/audit.contract.ts';
import type { Store } from '../platform/database/schema.ts';
import { toRecord } from './audit-record.ts';

/** A story ends by itself within a few dozen records; this bounds one that was tampered with. */
const storyLimit = 1000;

type NamedRow = Awaited<ReturnType<typeof selectNamed>>[number];

/** The records of these numbers with names as they are today, newest first. */
export async function readEntries(store: Store, seqs: readonly number[]): Promise<AuditEntry[]> {
  if (seqs.length === 0) return [];
  return withWords(store, await selectNamed(store, { seqs }));
}

/** The records of one verification with names as they are today, oldest first. */
export async function readStory(store: Store, verificationId: number): Promise<AuditEntry[]> {
  return withWords(store, await selectNamed(store, { verificationId }));
}

async function selectNamed(
  store: Store,
  which: { seqs: readonly number[] } | { verificationId: number },
) {
  const query = store
    .selectFrom('audit_log as log')
    .leftJoin('staff as actor', 'actor.id', 'log.actor_id')
    .leftJoin('staff as subject', 'subject.id', 'log.subject_staff_id')
    .leftJoin('account', 'account.id', 'log.account_id')
    .leftJoin('contact', 'contact.id', 'log.contact_id')
    .select([
      'log.seq',
      'log.at',
      'log.actor_id as actorId',
      'log.actor_role as actorRole',
      'log.action',
      'log.subject_staff_id as subjectStaffId',
      'log.account_id as accountId',
      'log.contact_id as contactId',
      'log.verification_id as verificationId',
      'log.channel',
      'log.outcome',
      'log.policy_version as policyVersion',
      'log.details',
      'log.previous_hash as previousHash',
      'log.hash',
      'actor.name as actorName',
      'subject.name as subjectStaffName',
      'account.client_id as clientId',
      'account.name as accountName',
      'contact.name as contactName',
    ]);
  if ('seqs' in which)
    return query.where('log.seq', 'in', which.seqs).orderBy('log.seq', 'desc').execute();
  return query
    .where('log.verification_id', '=', which.verificationId)
    .orderBy('log.seq')
    .limit(storyLimit)
    .execute();
}

/** Adds what the details only name by id: the request's label and the reason's text. */
async function withWords(store: Store, rows: readonly NamedRow[]): Promise<AuditEntry[]> {
  const records = rows.map((row) => ({ row, record: toRecord(row) }));
  const requestIds = detailsOf(records, 'requestId').filter((id) => typeof id === 'string');
  const reasonIds = detailsOf(records, 'reasonId').filter((id) => typeof id === 'number');
  const labels = await readLabels(store, requestIds);
  const reasons = await readReasons(store, reasonIds);
  return records.map(({ row, record }) => ({
    ...record,
    actorName: row.actorName,
    subjectStaffName: row.subjectStaffName,
    clientId: row.clientId,
    accountName: row.accountName,
    contactName: row.contactName,
    requestLabel: labels.get(record.details['requestId']) ?? null,
    reason: reasons.get(record.details['reasonId']) ?? null,
  }));
}

type Detail = AuditDetails[string] | undefined;

function detailsOf(records: readonly { record: { details: AuditDetails } }[], key: string) {
  return [...new Set(records.map(({ record }) => record.details[key]))];
}

async function readLabels(store: Store, ids: readonly string[]): Promise<Map<Detail, string>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('request')
    .select(['id', 'label'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, label }) => [id, label]));
}

async function readReasons(store: Store, ids: readonly number[]): Promise<Map<Detail, string>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('reason')
    .select(['id', 'text'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, text }) => [id, text]));
}
