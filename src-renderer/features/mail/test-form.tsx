import { useState } from 'react';
import { emailAddress } from '#shared/contract/mail.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { mailStrings, mailSettingsStrings as words } from '../../strings/mail.ts';
import { Banner } from '../../ui/banner.tsx';
import { bringInSight } from '../../ui/bring-in-sight.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './mail-screen.module.css';

/** Sends a test mail and says what the server said of it. */
export function TestForm() {
  const [to, setTo] = useState('');
  const [judged, setJudged] = useState(false);
  const [said, setSaid] = useState<keyof typeof mailStrings.errors | 'sent' | null>(null);
  const { busy, error, run } = useAction(desk.mail.test);
  const fits = emailAddress.safeParse(to).success;

  const submit = async () => {
    setJudged(true);
    setSaid(null);
    if (!fits) return;
    const verdict = await run({ to: to.trim() });
    if (verdict) setSaid(verdict.kind === 'sent' ? 'sent' : verdict.error);
  };

  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{words.testTitle}</h3>
      <Form label={words.testTitle} onSubmit={() => void submit()}>
        <TextField
          label={words.testTo}
          help={words.testHelp}
          required
          maxLength={254}
          value={to}
          onChange={setTo}
          error={judged && !fits ? words.testToWrong : undefined}
        />
        <FormEnd submit={words.test} inPlace tone="quiet" busy={busy} error={error} />
      </Form>
      {said !== null && (
        <div ref={bringInSight}>
          {said === 'sent' ? (
            <Banner tone="success">{words.testSent}</Banner>
          ) : (
            <Banner tone="danger" live="alert" title={words.testFailed}>
              {mailStrings.errors[said]}
            </Banner>
          )}
        </div>
      )}
    </section>
  );
}
