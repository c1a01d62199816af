import { useState } from 'react';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import { desk } from '../../../bridge/desk.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { LeavePart } from '../../leave/leave-part.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import { refreshAccount } from '../account.store.ts';
import { ContactFieldsPart, useJudging } from './contact-fields.tsx';
import { type ContactValues, problemsIn } from './contact-form.ts';
import styles from './contacts.module.css';
import { mayGiveBy } from './may-give.ts';
import { NextCode } from './next-code.tsx';

const nothing: ContactValues = { name: '', email: '', phone: '', permissions: [] };
const all = ['name', 'email', 'phone'] as const;

/** Adds an authorized contact; then, by which code they are to be verified. */
export function AddContact({ account }: { account: AccountView }) {
  const { accountId, version } = account;
  const leave = useLeave(accountId, { change: 'contact.add' });
  const [values, setValues] = useState(nothing);
  const [judged, setJudged] = useState(false);
  const [addedId, setAddedId] = useState<number | null>(null);
  const judging = useJudging(values, problemsIn(values, all));
  const { busy, error, run } = useAction(desk.accounts.addContact);
  const added = account.contacts.find(({ contactId }) => contactId === addedId);
  if (added) return <NextCode account={account} contact={added} />;

  const submit = async () => {
    setJudged(true);
    if (judging.refuses() || leave.leave === null) return;
    const answer = await run({
      ...values,
      ...{ accountId, version, leave: leave.leave },
      permissions: [...values.permissions],
    });
    if (answer?.kind === 'refused') judging.take(values, answer.problems);
    if (answer?.kind === 'added') setAddedId(answer.contactId);
    await refreshAccount(accountId);
  };
  return (
    <Form label={words.add} onSubmit={() => void submit()}>
      <div className={styles.steps}>
        <LeavePart state={leave} judged={judged} />
        <ContactFieldsPart
          values={values}
          onChange={setValues}
          judging={judging}
          masked={false}
          mayGive={mayGiveBy(leave.caller, [])}
        />
      </div>
      <FormEnd submit={words.add} busy={busy} error={error} />
    </Form>
  );
}
