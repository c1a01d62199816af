import { useState } from 'react';
import type { Leave } from '#shared/contract/leave.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd, type FormEndProps } from '../../ui/form-end.tsx';
import styles from './leave-form.module.css';
import { LeavePart } from './leave-part.tsx';
import type { LeaveState } from './use-leave.ts';

interface LeaveFormProps extends Pick<FormEndProps, 'submit' | 'tone' | 'busy' | 'error'> {
  label: string;
  /** What the change means. */
  effect: string;
  state: LeaveState;
  onSend: (leave: Leave) => Promise<void>;
}

/** The form of a change that needs nothing but leave; without it the leave part says what is missing. */
export function LeaveForm({ label, effect, state, onSend, ...end }: LeaveFormProps) {
  const [judged, setJudged] = useState(false);
  const submit = () => {
    setJudged(true);
    if (state.leave !== null) void onSend(state.leave);
  };
  return (
    <Form label={label} onSubmit={submit}>
      <div className={styles.steps}>
        <p>{effect}</p>
        <LeavePart state={state} judged={judged} />
      </div>
      <FormEnd {...end} />
    </Form>
  );
}
