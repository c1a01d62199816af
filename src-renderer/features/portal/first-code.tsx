import { useState } from 'react';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { portalStrings as words } from '../../strings/portal.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useNextChannel } from '../verification/channel-choice.tsx';
import { CodeMailed } from './code-mailed.tsx';
import styles from './portal-help.module.css';
import type { PortalPartProps } from './portal-part.ts';

/** Has the code for the first password mailed once more. */
export function FirstCode({ accountId, leave, onLacking, children }: PortalPartProps) {
  const [mail, setMail] = useState<MailStanding | null>(null);
  const { busy, error, run } = useAction(desk.portal.sendSetPassword);
  const send = async () => {
    setMail(null);
    if (leave === null) return onLacking?.();
    const sent = await run({ accountId, leave });
    if (sent) setMail(sent.mail);
  };
  return (
    <section className={styles.part} aria-label={words.first}>
      <Form label={words.first} onSubmit={() => void send()}>
        {children}
        <p>{words.firstHelp}</p>
        <FormEnd submit={words.sendFirst} busy={busy} error={error} />
      </Form>
      {mail !== null && (
        <CodeMailed mail={mail} said={words.firstSent}>
          {words.firstSentHelp}
        </CodeMailed>
      )}
    </section>
  );
}

interface FirstCodeMailedProps {
  /** An account that this colleague has just made. */
  accountId: number;
  mail: MailStanding;
}

/** What became of the code that a new account is mailed, and the way to have it sent again. */
export function FirstCodeMailed({ accountId, mail }: FirstCodeMailedProps) {
  const [again, setAgain] = useState<MailStanding | null>(null);
  const channel = useNextChannel();
  const { busy, error, run } = useAction(desk.portal.sendSetPassword);
  const send = async () => {
    const sent = await run({ accountId, leave: { by: 'creation', channel } });
    if (sent) setAgain(sent.mail);
  };
  return (
    <>
      <CodeMailed
        mail={again ?? mail}
        said={words.firstSent}
        action={
          <Button size="small" busy={busy} onPress={() => void send()}>
            {words.sendAgain}
          </Button>
        }
      >
        {again === null ? words.firstLives : words.firstSentHelp}
      </CodeMailed>
      <FormError error={error} />
    </>
  );
}
