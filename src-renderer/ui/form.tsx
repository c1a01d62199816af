import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { CallError } from '#shared/result.ts';
import { InDialogFoot } from './dialog-foot.tsx';
import styles from './form.module.css';
import { FormError } from './form-error.tsx';
import { FormId } from './form-id.ts';

export interface FormProps {
  /** Accessible name. */
  label: string;
  /** Enter in a field, or the submit button. */
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields under each other, sent by Enter or the submit button; the browser validates nothing. */
export function Form({ label, onSubmit, children }: FormProps) {
  const id = useId();
  return (
    <form
      id={id}
      aria-label={label}
      noValidate
      autoComplete="off"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <FormId value={id}>{children}</FormId>
    </form>
  );
}

export interface FormActionsProps {
  children: ReactNode;
  /** Why what they do was refused. */
  error?: CallError | null;
  /** In a dialogue of several forms: they stay with the form, and leave the foot to another. */
  inPlace?: boolean;
}

/** The buttons of a form, the main one first; in a dialogue they stand in its foot. */
export function FormActions({ children, error = null, inPlace = false }: FormActionsProps) {
  const end = (
    <div className={styles.end}>
      <div className={styles.actions}>{children}</div>
      <FormError error={error} />
    </div>
  );
  return inPlace ? end : <InDialogFoot>{end}</InDialogFoot>;
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
