import type { KnownContact } from '../import/known-accounts.ts';
import { type ContactRow, permissionsOf } from './accounts.queries.ts';

/**
 * A contact as changes to accounts are judged by; `codes` says who has one, by contact ids (null is
 * the main code's).
 */
export function asKnownContact(row: ContactRow, codes: readonly (number | null)[]): KnownContact {
  return {
    contactId: row.id,
    kind: row.kind,
    name: row.name,
    email: row.email ?? '',
    phone: row.phone ?? '',
    permissions: permissionsOf(row),
    viewingAccess: row.viewing_access === 1,
    hasCode: codes.includes(row.id),
  };
}
