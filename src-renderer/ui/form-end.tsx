import type { ReactNode } from 'react';
import type { CallError } from '#shared/result.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { explainError } from './explain-error.ts';
import { FormActions } from './form.tsx';

export interface FormEndProps {
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
  const { submit, tone = 'primary', autoFocus = false, busy, error, children } = props;
  return (
    <>
      <FormActions>
        <Button type="submit" tone={tone} autoFocus={autoFocus} busy={busy}>
          {submit}
        </Button>
        {children}
      </FormActions>
      <FormError error={error} />
    </>
  );
}

/** Why what was sent was refused, and what to do. */
export function FormError({ error }: { error: CallError | null }) {
  if (error === null) return null;
  return (
    <Banner tone="danger" live="alert">
      {explainError(error).message}
    </Banner>
  );
}
