import { desk } from '../../../bridge/desk.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { lookingAgain } from '../../../ui/looking-again.ts';
import { useAction } from '../../../ui/use-action.ts';
import { LeaveForm } from '../../leave/leave-form.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import type { ContactChangeProps } from './contact-change-props.ts';

/** Takes a contact off the account. */
export function RemoveContact({ account, contact, look, done }: ContactChangeProps) {
  const { accountId, version } = account;
  const { contactId, name } = contact;
  const state = useLeave(accountId, { change: 'contact.remove', contactId });
  const { busy, error, run } = useAction(lookingAgain(desk.accounts.removeContact, look));
  return (
    <LeaveForm
      label={words.remove}
      effect={words.removeEffect(name)}
      state={state}
      submit={words.remove}
      tone="danger"
      busy={busy}
      error={error}
      onSend={async (leave) => {
        if (await run({ accountId, contactId, version, leave })) await done(words.removed(name));
      }}
    />
  );
}
