import { useState } from 'react';
import type { StaffView } from '#shared/contract/staff.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Form, FormActions } from '../../ui/form.tsx';
import { showToast } from '../../ui/messages.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { loadStaff } from './staff.store.ts';

interface ReasonFormProps {
  person: StaffView;
  action: 'activity' | 'limit';
  onBack: () => void;
  onDone: () => void;
}

/** What the form says and does, by what was chosen and how the person stands. */
function planFor({ staffId, name, active, limitReached }: StaffView, action: 'activity' | 'limit') {
  if (action === 'limit') {
    return {
      title: staffStrings.liftTitle,
      help: staffStrings.liftHelp[limitReached ?? 'failures'],
      button: staffStrings.lift,
      tone: 'primary' as const,
      done: staffStrings.done.lifted(name),
      send: (reason: string) => desk.staff.liftLimit({ staffId, reason }),
    };
  }
  const send = (reason: string) => desk.staff.setActive({ staffId, active: !active, reason });
  return active
    ? {
        title: staffStrings.keepOutTitle,
        help: staffStrings.keepOutHelp,
        button: staffStrings.keepOut,
        tone: 'danger' as const,
        done: staffStrings.done.keptOut(name),
        send,
      }
    : {
        title: staffStrings.letInTitle,
        help: staffStrings.letInHelp,
        button: staffStrings.letIn,
        tone: 'primary' as const,
        done: staffStrings.done.letIn(name),
        send,
      };
}

/** A step that needs a reason for the log. */
export function ReasonForm({ person, action, onBack, onDone }: ReasonFormProps) {
  const [plan] = useState(() => planFor(person, action));
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
    await loadStaff();
  };

  return (
    <Form label={plan.title} onSubmit={() => void submit()}>
      <p>{plan.help}</p>
      <TextField
        label={staffStrings.reason}
        help={staffStrings.reasonHelp}
        required
        autoFocus
        autoCapitalize="sentences"
        maxLength={300}
        value={reason}
        onChange={setReason}
        error={judged && reason.trim() === '' ? staffStrings.reasonMissing : undefined}
      />
      <FormActions>
        <Button type="submit" tone={plan.tone} busy={busy}>
          {plan.button}
        </Button>
        <Button onPress={onBack}>{commonStrings.cancel}</Button>
      </FormActions>
      {error && (
        <Banner tone="danger" live="alert">
          {explainError(error).message}
        </Banner>
      )}
    </Form>
  );
}
