import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { commonStrings } from '../strings/common.ts';
import { Button } from './button.tsx';
import styles from './messages.module.css';
import { dismissToast, type Toast, useMessages } from './messages.store.ts';

/** So long a passing message is in sight (milliseconds). */
const toastMs = 6000;

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
    const timer = setTimeout(() => dismissToast(toast.id), toastMs);
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
        onPress={() => dismissToast(toast.id)}
      />
    </div>
  );
}
