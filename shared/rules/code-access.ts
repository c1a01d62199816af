import type { CodeAccess } from '../contract/accounts.contract.ts';

/** What decides whether the main code verifies a contact. */
export interface MainCodeLeave {
  readonly owner: boolean;
  /** The owner's leave for this contact to use the main code. */
  readonly viewingAccess: boolean;
}

/**
 * Whether the main code may verify this contact: the owner's is the owner's own; anybody else
 * needs viewing access (security-code FAQ, option 1).
 */
export function mayUseMainCode({ owner, viewingAccess }: MainCodeLeave): boolean {
  return owner || viewingAccess;
}

/**
 * By which code a contact can be verified. Both options of the FAQ mix freely: who has an own code
 * and may use the main one can say either; the own code is named.
 */
export function codeAccessOf(
  leave: MainCodeLeave,
  set: { readonly own: boolean; readonly main: boolean },
): CodeAccess {
  if (set.own) return 'own';
  return set.main && mayUseMainCode(leave) ? 'main' : 'none';
}
