import { useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { mailChannels } from '#shared/contract/mail.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { mailStrings as words } from '../../strings/mail.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useIdleEmptying } from '../../ui/use-idle-emptying.ts';
import styles from './mail-screen.module.css';

/** So long a mail is in sight (milliseconds): it holds a code. */
const shownFor = 120_000;

/** Shows a held mail in full for two minutes, for a reason. It is kept nowhere. */
export function ReadMail({ mailId }: { mailId: number }) {
  const [letter, setLetter] = useState<OutputOf<(typeof mailChannels)['read']> | null>(null);
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.mail.read);

  useIdleEmptying(letter?.text ?? '', shownFor, () => {
    setLetter(null);
    setReason('');
    setJudged(false);
  });

  const submit = async () => {
    setJudged(true);
    if (reason.trim() === '') return;
    const read = await run({ mailId, reason: reason.trim() });
    if (read) setLetter(read);
  };

  if (letter)
    return (
      <section className={styles.part} aria-label={words.readTitle}>
        <h3 className={styles.partTitle}>{words.readTitle}</h3>
        <dl className={styles.facts}>
          <dt>{words.recipient}</dt>
          <dd>{letter.recipient}</dd>
          <dt>{words.subject}</dt>
          <dd>{letter.subject}</dd>
        </dl>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long one is scrolled by the arrow keys. */}
        <p className={styles.letter} tabIndex={0} ref={(element) => element?.focus()}>
          {letter.text}
        </p>
      </section>
    );
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{words.read}</h3>
      <Form label={words.read} onSubmit={() => void submit()}>
        <p>{words.readHelp}</p>
        <ReasonField words={words} value={reason} onChange={setReason} judged={judged} autoFocus />
        <FormEnd submit={words.read} busy={busy} error={error} />
      </Form>
    </section>
  );
}
