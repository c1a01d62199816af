import { create } from 'zustand';
import { useBridge } from '../../bridge/bridge-state.ts';

/** A typed code that was not sent within this time is wiped (milliseconds). */
export const draftLifetime = 60_000;

/** What is typed in each call's code field, by verification id. Never leaves this module but to be checked. */
export const useDraftStore = create<{ readonly drafts: Readonly<Record<number, string>> }>(() => ({
  drafts: {},
}));
const { setState } = useDraftStore;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** Keeps what is typed for a call; `onWiped` is called if it is wiped for standing too long. */
export function setDraft(verificationId: number, text: string, onWiped?: () => void): void {
  stopTimer(verificationId);
  setState(({ drafts }) => ({ drafts: { ...drafts, [verificationId]: text } }));
  if (text === '') return;
  const wipe = () => {
    // It can't be sent just now; the idle lock wipes it in the end.
    if (useBridge.getState().standing.kind === 'away') return wait();
    wipeDraft(verificationId);
    onWiped?.();
  };
  const wait = () => {
    timers.set(verificationId, setTimeout(wipe, draftLifetime));
  };
  wait();
}

/** Takes what is typed for a call out of the store, for one check. */
export function takeDraft(verificationId: number): string {
  const text = useDraftStore.getState().drafts[verificationId] ?? '';
  wipeDraft(verificationId);
  return text;
}

export function wipeDraft(verificationId: number): void {
  stopTimer(verificationId);
  setState(({ drafts }) => {
    const { [verificationId]: _wiped, ...rest } = drafts;
    return { drafts: rest };
  });
}

/** Wipes what is typed in all calls: the desk locks. */
export function wipeAllDrafts(): void {
  for (const verificationId of timers.keys()) stopTimer(verificationId);
  setState({ drafts: {} });
}

function stopTimer(verificationId: number): void {
  clearTimeout(timers.get(verificationId));
  timers.delete(verificationId);
}
