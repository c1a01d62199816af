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

export interface ErrorStateProps {
  error: CallError;
  onRetry?: () => void;
  /** It stands for a whole page, whose heading its title then is. */
  wholePage?: boolean;
}

/** A refused or failed call in place of the content, with another try. */
export function ErrorState({ error, onRetry, wholePage = false }: ErrorStateProps) {
  const { title, message } = explainError(error);
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={styles.state} role="alert">
      <span className={styles.errorIcon} aria-hidden="true">
        <CircleAlert />
      </span>
      <Title className={styles.title}>{title}</Title>
      <div className={styles.words}>{message}</div>
      {onRetry && <Button onPress={onRetry}>{commonStrings.retry}</Button>}
    </div>
  );
}
