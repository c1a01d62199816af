import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallError } from '#shared/result.ts';
import { commonStrings } from '../strings/common.ts';
import { Button } from './button.tsx';
import { explainError } from './explain-error.ts';
import styles from './state-message.module.css';

export interface EmptyStateProps {
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}

/** Nothing here, and what to do about it. Fills the place the content would have. */
export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {icon && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}

/** A refused or failed call in place of the content, with another try. */
export function ErrorState({ error, onRetry }: { error: CallError; onRetry?: () => void }) {
  const { title, message } = explainError(error);
  return (
    <div className={styles.state} role="alert">
      <span className={styles.errorIcon} aria-hidden="true">
        <CircleAlert />
      </span>
      <p className={styles.title}>{title}</p>
      <div className={styles.words}>{message}</div>
      {onRetry && <Button onPress={onRetry}>{commonStrings.retry}</Button>}
    </div>
  );
}
