import type { AuditEntry } from '#shared/contract/audit.contract.ts';
import { auditStrings } from '../../strings/audit.ts';

/** The caller a record is about, by the name they have today. */
export function callerWords({ contactName, contactId }: AuditEntry): string {
  if (contactName !== null) return contactName;
  return contactId === null ? auditStrings.unlisted : auditStrings.contactGone(contactId);
}

/** The account by its number and name as they are today. */
export function accountWords({ clientId, accountName, accountId }: AuditEntry): string {
  if (clientId !== null)
    return accountName === null ? `#${clientId}` : `${accountName} #${clientId}`;
  return accountId === null ? '' : auditStrings.accountGone(accountId);
}

/** The request a record names, as the catalogue calls it today. */
export function requestWords({ requestLabel, details }: AuditEntry): string {
  return requestLabel ?? text(details['requestId']);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
