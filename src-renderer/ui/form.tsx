import { type ReactNode, useEffect, useRef } from 'react';
import styles from './form.module.css';

export interface FormProps {
  /** Accessible name. */
  label: string;
  /** Enter in a field, or the submit button. */
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields under each other, sent by Enter or the submit button; the browser validates nothing. */
export function Form({ label, onSubmit, children }: FormProps) {
  return (
    <form
      aria-label={label}
      noValidate
      autoComplete="off"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** The buttons of a form, the main one first in a column of its own width. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

export interface ScreenTitleProps {
  title: string;
  children?: ReactNode;
  /** Takes the focus when it appears: for a screen to be read before anything is pressed. */
  takesFocus?: boolean;
}

/** A screen's title and the words under it. */
export function ScreenTitle({ title, children, takesFocus = false }: ScreenTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <div className={styles.title}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children && <p>{children}</p>}
    </div>
  );
}
