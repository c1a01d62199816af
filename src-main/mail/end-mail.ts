import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Tx } from '../platform/database/schema.ts';
import * as queries from './mail.queries.ts';

/** Ends a mail that was not sent: its code works no more. Its words are forgotten. */
export async function endMail(audit: AuditWriter, tx: Tx, row: queries.MailRow): Promise<void> {
  await queries.noteExpired(tx, row.id);
  await audit.append(tx, {
    actor: { staffId: null, role: 'system' },
    action: 'mail.expired',
    outcome: 'failed',
    accountId: row.account_id,
    details: { mailId: row.id, kind: row.kind },
  });
}
