import { useState } from 'react';
import type { Result } from '#shared/result.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { showToast } from '../../ui/messages.store.ts';
import { ReasonField } from '../../ui/reason-field.tsx';
import { useAction } from '../../ui/use-action.ts';

/** What a step that needs a reason says and does. */
export interface ReasonPlan {
  readonly title: string;
  readonly help: string;
  readonly button: string;
  readonly tone: 'primary' | 'danger';
  /** What is said when it is done. */
  readonly done: string;
  readonly send: (reason: string) => Promise<Result<unknown>>;
}

interface ReasonFormProps {
  /** As it was when the form came up: what is loaded meanwhile changes nothing under the hand. */
  plan: ReasonPlan;
  onBack: () => void;
  onDone: () => void;
}

/** A step that needs a reason for the log. */
export function ReasonForm({ plan: current, onBack, onDone }: ReasonFormProps) {
  const [plan] = useState(current);
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(plan.send);

  const submit = async () => {
    setJudged(true);
    if (reason.trim() === '') return;
    const done = await run(reason.trim());
    if (!done) return;
    showToast(plan.done);
    onDone();
  };

  return (
    <Form label={plan.title} onSubmit={() => void submit()}>
      <p>{plan.help}</p>
      <ReasonField
        words={staffStrings}
        value={reason}
        onChange={setReason}
        judged={judged}
        autoFocus
      />
      <FormEnd submit={plan.button} tone={plan.tone} busy={busy} error={error}>
        <Button onPress={onBack}>{commonStrings.cancel}</Button>
      </FormEnd>
    </Form>
  );
}
