import { type ReactNode, useState } from 'react';
import type { ImportView } from '#shared/contract/import.contract.ts';
import type { Result } from '#shared/result.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { putRun } from './import.store.ts';

interface ReasonPartProps {
  runId: number;
  submit: string;
  tone?: 'primary' | 'danger';
  autoFocus?: boolean;
  send: (input: { runId: number; reason: string }) => Promise<Result<ImportView>>;
  /** It was done. */
  onDone?: () => void;
  /** Further buttons. */
  children?: ReactNode;
}

/** A step of an import that takes a reason for the log. */
export function ReasonPart(props: ReasonPartProps) {
  const { runId, submit, tone = 'primary', autoFocus = false, send, onDone, children } = props;
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(send);
  const confirm = async () => {
    setJudged(true);
    if (reason.trim() === '') return;
    const view = await run({ runId, reason: reason.trim() });
    if (!view) return;
    putRun(view);
    onDone?.();
  };
  return (
    <Form label={submit} onSubmit={() => void confirm()}>
      <ReasonField
        words={words.ready}
        value={reason}
        onChange={setReason}
        judged={judged}
        autoFocus={autoFocus}
      />
      <FormEnd submit={submit} tone={tone} busy={busy} error={error}>
        {children}
      </FormEnd>
    </Form>
  );
}
