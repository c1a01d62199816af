import { create } from 'zustand';
import { onSessionEnded } from '../features/session/session.store.ts';

export const views = ['desk', 'log', 'staff', 'data'] as const;
export type View = (typeof views)[number];

/** Which of the shell's views is up. All but the first are for supervisors. */
export const useView = create<{ readonly view: View }>(() => ({ view: 'desk' }));

export function showView(view: View): void {
  useView.setState({ view });
}

onSessionEnded(() => showView('desk'));
