import { create } from 'zustand';

type ToastTone = 'info' | 'success' | 'danger';

export interface Toast {
  readonly id: number;
  readonly tone: ToastTone;
  readonly text: string;
}

interface MessageState {
  readonly toasts: readonly Toast[];
  readonly polite: string;
  readonly assertive: string;
}

/** The messages on screen, and what is to be read out. */
export const useMessages = create<MessageState>(() => ({ toasts: [], polite: '', assertive: '' }));
let nextId = 1;

/**
 * Has a screen reader say something that is not read out by itself (a verdict, a result count).
 * `assertive` interrupts: for verdicts. The same words twice are said twice.
 */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  useMessages.setState((state) => ({
    // A trailing no-break space makes a repeated message a new one.
    [urgency]: state[urgency] === text ? `${text}\u00a0` : text,
  }));
}

/** Shows a short message that passes, and has it read out. Never for something that must be acted on. */
export function showToast(text: string, tone: ToastTone = 'success'): void {
  const id = nextId++;
  useMessages.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, tone, text }] }));
  announce(text);
}

/** Takes all messages away, also what was last read out: when the desk locks or another signs in. */
export function clearMessages(): void {
  useMessages.setState({ toasts: [], polite: '', assertive: '' });
}

/** Takes one of them away. */
export function dismissToast(id: number): void {
  useMessages.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
