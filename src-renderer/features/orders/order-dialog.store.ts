import { create } from 'zustand';
import { onDeskLocked, onSessionEnded } from '../session/session.store.ts';

export const useOrderDialog = create<{ readonly open: boolean }>(() => ({ open: false }));

export function openOrderDialog(): void {
  useOrderDialog.setState({ open: true });
}

export function closeOrderDialog(): void {
  useOrderDialog.setState({ open: false });
}

onDeskLocked(closeOrderDialog);
onSessionEnded(closeOrderDialog);
