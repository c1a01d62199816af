import type { ReactNode } from 'react';
import type { CallError } from '#shared/result.ts';
import { Button } from './button.tsx';
import { FormActions, type FormActionsProps } from './form.tsx';

export interface FormEndProps extends Pick<FormActionsProps, 'inPlace'> {
  /** The words on the button that sends the form. */
  submit: string;
  /** `quiet`: another form of the same screen has the main button. */
  tone?: 'primary' | 'danger' | 'quiet';
  /** For a form without fields. */
  autoFocus?: boolean;
  /** The form was sent, and has no answer yet. */
  busy: boolean;
  /** Why it was refused. */
  error: CallError | null;
  /** Further buttons. */
  children?: ReactNode;
}

/** The end of a form: what sends it, what else can be pressed, and why it was refused. */
export function FormEnd(props: FormEndProps) {
  const { submit, tone = 'primary', autoFocus = false, busy, error, inPlace, children } = props;
  return (
    <FormActions error={error} {...(inPlace ? { inPlace } : {})}>
      <Button type="submit" tone={tone} autoFocus={autoFocus} busy={busy}>
        {submit}
      </Button>
      {children}
    </FormActions>
  );
}
