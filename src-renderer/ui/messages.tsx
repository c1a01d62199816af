import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { commonStrings } from '../strings/common.ts';
import { Button } from './button.tsx';
import styles from './messages.module.css';

type ToastTone = 'info' | 'success' | 'danger';

interface Toast {
  readonly id: number;
  readonly tone: ToastTone;
  readonly text: string;
}

interface MessageState {
  readonly toasts: readonly Toast[];
  readonly polite: string;
  readonly assertive: string;
}

const useMessages = create<MessageState>(() => ({ toasts: [], polite: '', assertive: '' }));
let nextId = 1;
const toastMs = 6000;

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

function dismiss(id: number): void {
  useMessages.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** The live regions and the passing messages. Mounted once, outside every dialog. */
export function Messages() {
  const { toasts, polite, assertive } = useMessages();
  return (
    <>
      <div className={styles.spoken} data-live-announcer="true">
        <div role="status" aria-live="polite" aria-atomic="true">
          {polite}
        </div>
        <div role="alert" aria-live="assertive" aria-atomic="true">
          {assertive}
        </div>
      </div>
      {toasts.length > 0 && (
        <section className={styles.toasts} aria-label={commonStrings.messages}>
          {toasts.map((toast) => (
            <ToastRow key={toast.id} toast={toast} />
          ))}
        </section>
      )}
    </>
  );
}

const icons = { info: Info, success: CircleCheck, danger: CircleAlert };

function ToastRow({ toast }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), toastMs);
    return () => clearTimeout(timer);
  }, [toast.id]);
  const Icon = icons[toast.tone];
  return (
    <div className={styles.toast}>
      <Icon aria-hidden="true" className={styles[toast.tone]} />
      <span className={styles.text}>{toast.text}</span>
      <Button
        tone="plain"
        size="small"
        icon={<X aria-hidden="true" />}
        label={commonStrings.dismiss}
        onPress={() => dismiss(toast.id)}
      />
    </div>
  );
}
