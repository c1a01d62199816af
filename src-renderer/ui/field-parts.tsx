import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import styles from './field.module.css';

export interface FieldWords {
  label: string;
  /** One line of help under the field. */
  help?: ReactNode;
  /** What is wrong and what to do. Marks the field invalid and takes the help's place. */
  error?: string | undefined;
  /** Marks the field with an asterisk. */
  required?: boolean;
}

/** The label of a field; required fields carry an asterisk, as on the portal's forms. */
export function FieldLabel({ label, required }: { label: string; required?: boolean | undefined }) {
  return <Label className={clsx(styles.label, required && styles.required)}>{label}</Label>;
}

/** The line under a field: the error if there is one, the help otherwise. */
export function FieldFoot({ help, error }: Pick<FieldWords, 'help' | 'error'>) {
  return (
    <>
      {help && !error && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>
        {error && (
          <>
            <CircleAlert aria-hidden="true" />
            <span>{error}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
