import type { Permission } from '../contract/fields.ts';
import type { CallerStanding } from './leave-rules.ts';

/**
 * Whether a caller may have a contact changed or removed: themselves, and those who may ask for
 * nothing that they may not ask for. The owner may have anybody changed, and is changed on their own
 * word alone; whoever has the owner's rights may have all others changed.
 */
export function mayChangeContact(caller: CallerStanding, contact: CallerStanding): boolean {
  if (caller.isOwner || caller.contactId === contact.contactId) return true;
  if (contact.isOwner) return false;
  const has = (permission: Permission) => caller.permissions.includes(permission);
  return has('owner') || contact.permissions.every(has);
}

/**
 * Whether a caller may have somebody get these permissions who has those of `before` already: nobody
 * gives what they have not themselves. The owner has all.
 */
export function mayGive(
  caller: Pick<CallerStanding, 'isOwner' | 'permissions'>,
  before: readonly Permission[],
  after: readonly Permission[],
): boolean {
  const given = after.filter((permission) => !before.includes(permission));
  return caller.isOwner || given.every((permission) => caller.permissions.includes(permission));
}
