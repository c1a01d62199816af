import { create } from 'zustand';
import type { ContactAction } from '../../../strings/contacts.ts';
import { onDeskLocked, onSessionEnded } from '../../session/session.store.ts';

/** Whom the dialogue is about; null for somebody who is to be added. */
export interface ContactChoice {
  readonly accountId: number;
  readonly contactId: number | null;
  readonly action?: ContactAction;
}

/** With whom the dialogue opened. */
export const useContactsDialog = create<{ readonly first: ContactChoice | null }>(() => ({
  first: null,
}));

export function openContacts(first: ContactChoice): void {
  useContactsDialog.setState({ first });
}

export function closeContacts(): void {
  useContactsDialog.setState({ first: null });
}

onDeskLocked(closeContacts);
onSessionEnded(closeContacts);
