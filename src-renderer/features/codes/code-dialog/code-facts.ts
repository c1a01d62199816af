import type { CodeHealth, CodesView } from '#shared/contract/codes.contract.ts';
import type { CodeAction } from '../../../strings/set-code.ts';

/** The health of a holder's code; null when none is set. */
export function healthOf(codes: CodesView, contactId: number | null): CodeHealth | null {
  if (contactId === null) return codes.main;
  return codes.contacts.find((contact) => contact.contactId === contactId)?.own ?? null;
}

/** What can be done about a holder's code as it stands, the first thing first. */
export function actionsFor(
  codes: CodesView,
  contactId: number | null,
  isSupervisor: boolean,
): readonly CodeAction[] {
  const health = healthOf(codes, contactId);
  const contact = codes.contacts.find((one) => one.contactId === contactId);
  const actions: CodeAction[] = ['set'];
  if (health?.disabled && isSupervisor) actions.push('enable');
  if (health && !health.disabled && health.mustChange === 'no') actions.push('requireChange');
  if (health && !health.disabled) actions.push('disable');
  if (health) actions.push('remove');
  if (contact?.kind === 'authorized')
    actions.push(contact.viewingAccess ? 'takeAccess' : 'giveAccess');
  return actions;
}
