import { create } from 'zustand';
import { onDeskLocked, onSessionEnded } from '../../session/session.store.ts';
import { useAccountStore } from '../account.store.ts';

/** Which account is edited. Its details are in no store: they live in the dialogue alone. */
export const useEditDialog = create<{ readonly accountId: number | null }>(() => ({
  accountId: null,
}));

/** Opens it for the account on screen. */
export function openEditOnScreen(): void {
  const { account } = useAccountStore.getState();
  if (account) useEditDialog.setState({ accountId: account.accountId });
}

export function closeEditDialog(): void {
  useEditDialog.setState({ accountId: null });
}

onDeskLocked(closeEditDialog);
onSessionEnded(closeEditDialog);
