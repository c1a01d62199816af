import { z } from 'zod';
import { type AuditRecord, auditRecord } from '#shared/contract/audit.contract.ts';
import { type AuditRow, decodeDetails } from './audit-encoding.ts';

const { shape } = auditRecord;
const idOrNull = shape.actorId.catch(null);

/** What a record changed from outside may hold where a closed word or an id belongs. */
const lenient = z.object({
  ...shape,
  at: shape.at.catch(''),
  actorId: idOrNull,
  actorRole: shape.actorRole.catch('nobody'),
  action: shape.action.catch('unreadable'),
  subjectStaffId: idOrNull,
  accountId: idOrNull,
  contactId: idOrNull,
  verificationId: idOrNull,
  channel: shape.channel.catch(null),
  outcome: shape.outcome.catch('failed'),
  policyVersion: shape.policyVersion.catch(1),
  previousHash: shape.previousHash.catch(''),
  hash: shape.hash.catch(''),
});

/**
 * A stored record as the contract has it. One that was changed from outside into something no
 * record can hold still shows, with the words that say the least; it no longer fits its hash.
 */
export function toRecord(row: AuditRow): AuditRecord {
  return lenient.parse({ ...row, details: decodeDetails(row.details) });
}
