import { useEffect, useState } from 'react';
import { type CodeForm, spokenCode } from '#shared/rules/spoken-code.ts';
import { desk } from '../../../bridge/desk.ts';
import { setCodeStrings as words } from '../../../strings/set-code.ts';
import { Banner } from '../../../ui/banner.tsx';
import { bringInSight } from '../../../ui/bring-in-sight.ts';
import { Button } from '../../../ui/button.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { useAction } from '../../../ui/use-action.ts';
import type { LeaveState } from '../../leave/use-leave.ts';
import type { CodeHolder } from '../code-dialog.store.ts';
import styles from './code-desk.module.css';
import { SecretSheet } from './secret-sheet.tsx';
import type { Sending } from './sending.ts';

/** So long a drawn code stays on screen (milliseconds). */
const shownMs = 2 * 60 * 1000;

interface DrawnCodeProps {
  holder: CodeHolder;
  form: CodeForm;
  leave: LeaveState;
  sending: Sending;
  /** The person tried to go on: what is missing is said above. */
  onJudged: () => void;
}

/** A code drawn by the backend, read out, and set when the caller has it. */
export function DrawnCode({ holder, form, leave, sending, onJudged }: DrawnCodeProps) {
  const [drawn, setDrawn] = useState<{ code: string; ticket: string } | null>(null);
  const [gone, setGone] = useState(false);
  const draw = useAction(desk.codes.generate);
  useEffect(() => {
    if (drawn === null) return;
    const timer = setTimeout(() => {
      setDrawn(null);
      setGone(true);
    }, shownMs);
    return () => clearTimeout(timer);
  }, [drawn]);

  const make = async () => {
    onJudged();
    if (leave.leave === null) return;
    const made = await draw.run({ ...holder, form, leave: leave.leave });
    if (!made) return;
    setGone(false);
    setDrawn({ code: made.code, ticket: made.ticket });
  };
  const set = async () => {
    if (drawn && (await sending.send({ ...drawn, repeated: null }))) setDrawn(null);
  };
  const error = draw.error ?? sending.error;

  return (
    // A code that was just drawn comes in sight whole, with what sets it.
    <div className={styles.steps} ref={drawn ? bringInSight : null}>
      {gone && <Banner tone="info">{words.gone}</Banner>}
      {drawn && (
        <>
          <p>{words.readOutHelp[leave.channel]}</p>
          <SecretSheet form={form} groups={spokenCode(drawn.code, form)} />
        </>
      )}
      <FormActions error={error}>
        {drawn && (
          <Button tone="primary" autoFocus busy={sending.busy} onPress={() => void set()}>
            {words.confirm}
          </Button>
        )}
        <Button
          tone={drawn ? 'quiet' : 'primary'}
          busy={draw.busy}
          disabled={sending.busy}
          onPress={() => void make()}
        >
          {drawn ? words.again : words.draw}
        </Button>
      </FormActions>
    </div>
  );
}
