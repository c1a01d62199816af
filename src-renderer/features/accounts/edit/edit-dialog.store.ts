import { create } from 'zustand';
import type { EditPart } from '#shared/rules/account-edit.ts';
import { onDeskLocked, onSessionEnded } from '../../session/session.store.ts';
import { useAccountStore } from '../account.store.ts';

/** Which account is edited, and what of it comes first. */
interface EditChoice {
  readonly accountId: number;
  readonly part: EditPart;
}

/** With what the dialogue opened. The details are in no store: they live in the dialogue alone. */
export const useEditDialog = create<{ readonly first: EditChoice | null }>(() => ({ first: null }));

export function openEditDialog(first: EditChoice): void {
  useEditDialog.setState({ first });
}

/** Opens it for the account on screen. */
export function openEditOnScreen(): void {
  const { account } = useAccountStore.getState();
  if (account) openEditDialog({ accountId: account.accountId, part: 'details' });
}

export function closeEditDialog(): void {
  useEditDialog.setState({ first: null });
}

onDeskLocked(closeEditDialog);
onSessionEnded(closeEditDialog);
