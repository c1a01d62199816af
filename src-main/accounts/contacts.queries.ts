import type { AuditAction, AuditDetails } from '#shared/contract/audit.contract.ts';
import type { Permission } from '#shared/contract/fields.ts';
import type { Tx } from '../platform/database/schema.ts';
import { contactRow, permissionFlags } from './account-writer.queries.ts';
import type { NewContact } from './new-account.ts';

/** Inserts a contact of an account that is there; returns its id. */
export async function insertContact(
  tx: Tx,
  accountId: number,
  contact: NewContact,
): Promise<number> {
  const { id } = await tx
    .insertInto('contact')
    .values(contactRow(accountId, contact))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What of a contact is written over; what is undefined stays. */
export interface WrittenContact {
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  /** In E.164. */
  readonly phone?: string | null | undefined;
  readonly kind?: 'owner' | 'authorized';
  readonly viewingAccess?: boolean;
  readonly permissions?: readonly Permission[] | undefined;
  /** Unix milliseconds. */
  readonly removedAt?: number;
}

export async function updateContact(
  tx: Tx,
  contactId: number,
  { permissions, viewingAccess, removedAt, ...columns }: WrittenContact,
): Promise<void> {
  await tx
    .updateTable('contact')
    .set({
      ...columns,
      ...(permissions && permissionFlags(permissions)),
      viewing_access: viewingAccess === undefined ? undefined : viewingAccess ? 1 : 0,
      removed_at: removedAt,
    })
    .where('id', '=', contactId)
    .execute();
}

/** Has an account that is called by its owner, for it has no company, called by the owner's new name. */
export async function nameByOwner(
  tx: Tx,
  accountId: number,
  names: { readonly before: string; readonly now: string },
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ name: names.now })
    .where('id', '=', accountId)
    .where('company', 'is', null)
    .where('name', '=', names.before)
    .execute();
}

/** A change as the log has it: by whom, of whom, and facts of it. */
export interface RecordedChange {
  readonly staffId: number;
  readonly action: AuditAction;
  readonly accountId: number;
  readonly contactId: number;
  /** Of its details, those that tell it from others of that contact. */
  readonly details: AuditDetails;
}

/** Whether the newest change of this kind since then is just this one. `since` in Unix milliseconds. */
export async function isRecorded(
  tx: Tx,
  { staffId, action, accountId, contactId, details }: RecordedChange,
  since: number,
): Promise<boolean> {
  const newest = await tx
    .selectFrom('audit_log')
    .select('details')
    .where('account_id', '=', accountId)
    .where('action', '=', action)
    .where('actor_id', '=', staffId)
    .where('contact_id', '=', contactId)
    .where('at', '>=', new Date(since).toISOString())
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return false;
  const recorded = JSON.parse(newest.details) as AuditDetails;
  return Object.entries(details).every(([name, value]) => recorded[name] === value);
}
