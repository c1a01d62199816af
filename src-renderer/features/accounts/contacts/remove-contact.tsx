import { useState } from 'react';
import { desk } from '../../../bridge/desk.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { lookingAgain } from '../../../ui/looking-again.ts';
import { useAction } from '../../../ui/use-action.ts';
import { LeavePart } from '../../leave/leave-part.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import type { ContactChangeProps } from './contact-change-props.ts';
import styles from './contacts.module.css';

/** Takes a contact off the account. */
export function RemoveContact({ account, contact, look, done }: ContactChangeProps) {
  const { accountId, version } = account;
  const { contactId, name } = contact;
  const leave = useLeave(accountId, { change: 'contact.remove', contactId });
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(lookingAgain(desk.accounts.removeContact, look));
  const submit = async () => {
    setJudged(true);
    if (leave.leave === null) return;
    if (await run({ accountId, contactId, version, leave: leave.leave }))
      await done(words.removed(name));
  };
  return (
    <Form label={words.remove} onSubmit={() => void submit()}>
      <div className={styles.steps}>
        <p>{words.removeEffect(name)}</p>
        <LeavePart state={leave} judged={judged} />
      </div>
      <FormEnd submit={words.remove} tone="danger" busy={busy} error={error} />
    </Form>
  );
}
