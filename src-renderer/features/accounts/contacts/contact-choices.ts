import type { ContactView } from '#shared/contract/accounts.contract.ts';
import { type ContactAction, contactsStrings as words } from '../../../strings/contacts.ts';
import { permissionWords } from '../caller-facts.ts';

/** Whom the dialogue can be about: somebody new, then the account's contacts. */
export function whoOptions(contacts: readonly ContactView[], newcomer: string) {
  return [
    { id: newcomer, label: words.someoneNew, detail: words.someoneNewDetail },
    ...contacts.map((contact) => ({
      id: String(contact.contactId),
      label: contact.name,
      detail: permissionWords(contact),
    })),
  ];
}

/** What can be done about a contact as they stand, the first thing first. */
export function actionsFor({ kind, viewingAccess }: ContactView): readonly ContactAction[] {
  if (kind === 'owner') return ['change'];
  return ['change', viewingAccess ? 'takeAccess' : 'giveAccess', 'makeOwner', 'remove'];
}
