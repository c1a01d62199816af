import type { Permission } from '#shared/contract/fields.ts';
import { mayGive } from '#shared/rules/contact-rules.ts';
import type { CallerStanding } from '#shared/rules/leave-rules.ts';

/** Whether a caller may give a permission to somebody who has these; null: nobody calls. */
export function mayGiveBy(
  caller: CallerStanding | null,
  before: readonly Permission[],
): (permission: Permission) => boolean {
  return (permission) => caller === null || mayGive(caller, before, [permission]);
}
