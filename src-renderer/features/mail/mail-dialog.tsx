import type { ReactNode } from 'react';
import type { MailView } from '#shared/contract/mail.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { mailStrings as words } from '../../strings/mail.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { showToast } from '../../ui/messages.store.ts';
import { Time } from '../../ui/time.tsx';
import { useAction } from '../../ui/use-action.ts';
import { loadMail } from './mail.store.ts';
import styles from './mail-screen.module.css';
import { StateBadge } from './outbox-table.tsx';
import { ReadMail } from './read-mail.tsx';

interface MailDialogProps {
  mail: MailView | null;
  onClose: () => void;
}

/** One mail: how it stands, and what a supervisor can do about it. */
export function MailDialog({ mail, onClose }: MailDialogProps) {
  return (
    <Dialog
      open={mail !== null}
      onClose={onClose}
      title={mail ? words.kinds[mail.kind] : ''}
      sticky
    >
      {mail && (
        <>
          <section className={styles.part}>
            <Facts mail={mail} />
            {mail.lastError && <p>{words.errors[mail.lastError]}</p>}
          </section>
          {mail.state === 'held' && <ReadMail key={mail.mailId} mailId={mail.mailId} />}
          {mail.state === 'failed' && <RetryMail mailId={mail.mailId} onDone={onClose} />}
        </>
      )}
    </Dialog>
  );
}

function Facts({ mail }: { mail: MailView }) {
  const { clientId, accountName, recipient, state, tries, nextTryAt, sentAt, expiresAt } = mail;
  return (
    <dl className={styles.facts} aria-label={words.facts}>
      <Fact name={words.columns.about}>
        {accountName} {clientId && `#${clientId}`}
      </Fact>
      <Fact name={words.columns.to}>{recipient ?? words.gone}</Fact>
      <Fact name={words.columns.state}>
        <StateBadge state={state} />
      </Fact>
      {tries > 0 && <Fact name={words.tries}>{tries}</Fact>}
      {nextTryAt !== null && (
        <Fact name={words.nextTry}>
          <Time at={nextTryAt} />
        </Fact>
      )}
      {sentAt !== null && (
        <Fact name={words.sentAt}>
          <Time at={sentAt} />
        </Fact>
      )}
      {expiresAt !== null && (
        <Fact name={words.until}>
          <Time at={expiresAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function RetryMail({ mailId, onDone }: { mailId: number; onDone: () => void }) {
  const { busy, error, run } = useAction(desk.mail.retry);
  const submit = async () => {
    if (!(await run({ mailId }))) return;
    showToast(words.retried);
    onDone();
    await loadMail();
  };
  return (
    <section className={styles.part}>
      <Form label={words.retry} onSubmit={() => void submit()}>
        <p>{words.retryHelp}</p>
        <FormEnd submit={words.retry} autoFocus busy={busy} error={error} />
      </Form>
    </section>
  );
}
