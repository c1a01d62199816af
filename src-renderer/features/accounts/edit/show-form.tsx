import { useEffect, useRef, useState } from 'react';
import { editStrings as words } from '../../../strings/edit-account.ts';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { LeavePart } from '../../leave/leave-part.tsx';
import type { LeaveState } from '../../leave/use-leave.ts';
import styles from './edit-desk.module.css';
import type { Editing } from './use-editing.ts';

interface ShowFormProps {
  label: string;
  leave: LeaveState;
  editing: Editing;
}

/** Before the details: the leave to see them. A verified caller's has them shown at once. */
export function ShowForm({ label, leave, editing }: ShowFormProps) {
  const [judged, setJudged] = useState(false);
  const { open } = editing;
  const asked = useRef(false);
  const ofCall = leave.leave?.by === 'call' ? leave.leave : null;
  useEffect(() => {
    if (ofCall === null || asked.current) return;
    asked.current = true;
    void open(ofCall);
  });

  const submit = () => {
    setJudged(true);
    if (leave.leave !== null) void open(leave.leave);
  };
  return (
    <Form label={label} onSubmit={submit}>
      <div className={styles.steps}>
        <LeavePart state={leave} judged={judged} />
        <p className={styles.note}>{words.showNote}</p>
      </div>
      <FormEnd submit={words.show} busy={editing.busy} error={editing.error} />
    </Form>
  );
}
