import { useState } from 'react';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { portalStrings as words } from '../../strings/portal.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { CodeMailed } from './code-mailed.tsx';
import styles from './portal-help.module.css';
import type { PortalPartProps } from './portal-part.ts';

type NamedBy = keyof typeof words.namedBy;

const options = (['email', 'username'] as const).map((id) => ({ id, label: words.namedBy[id] }));

/** Starts a password reset by what the client names. What it says is the same if that is wrong. */
export function ResetStart({ accountId, leave, onLacking, children }: PortalPartProps) {
  const [by, setBy] = useState<NamedBy>('email');
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState(false);
  const [mail, setMail] = useState<MailStanding | null>(null);
  const { busy, error, run } = useAction(desk.portal.startReset);
  const missing = typed.trim() === '';

  const submit = async () => {
    setJudged(true);
    setMail(null);
    if (leave === null) onLacking?.();
    if (leave === null || missing) return;
    const named = by === 'email' ? { by, email: typed } : { by, username: typed };
    const started = await run({ accountId, named, leave });
    if (!started) return;
    setMail(started.mail);
    setTyped('');
    setJudged(false);
  };

  return (
    <section className={styles.part} aria-label={words.reset}>
      <Form label={words.reset} onSubmit={() => void submit()}>
        {children}
        {mail === null ? (
          <p>{words.resetHelp}</p>
        ) : (
          <CodeMailed mail={mail} said={words.resetSent}>
            {words.sentHelp}
          </CodeMailed>
        )}
        <RadioList
          label={words.named}
          layout="inline"
          value={by}
          onChange={setBy}
          options={options}
        />
        <TextField
          label={by === 'email' ? words.email : words.usernameField}
          required
          maxLength={by === 'email' ? 254 : 100}
          value={typed}
          onChange={setTyped}
          error={
            judged && missing
              ? words[by === 'email' ? 'emailMissing' : 'usernameMissing']
              : undefined
          }
        />
        <FormEnd submit={words.send} busy={busy} error={error} />
      </Form>
    </section>
  );
}
