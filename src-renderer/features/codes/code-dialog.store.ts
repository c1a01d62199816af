import { create } from 'zustand';
import { onDeskLocked, onSessionEnded } from '../session/session.store.ts';

/** Whose code: a contact's own, or with null the account's main code. */
export interface CodeHolder {
  readonly accountId: number;
  readonly contactId: number | null;
}

/** With whose code the dialogue opened. No code is ever in a store: it lives in the dialogue alone. */
export const useCodeDialog = create<{ readonly holder: CodeHolder | null }>(() => ({
  holder: null,
}));

export function openCodeDialog(holder: CodeHolder): void {
  useCodeDialog.setState({ holder });
}

export function closeCodeDialog(): void {
  useCodeDialog.setState({ holder: null });
}

onDeskLocked(closeCodeDialog);
onSessionEnded(closeCodeDialog);
