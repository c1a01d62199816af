import { useState } from 'react';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import { type ContactAction, contactsStrings as words } from '../../../strings/contacts.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { showToast } from '../../../ui/messages.store.ts';
import { Select } from '../../../ui/select.tsx';
import { ChangeCode } from '../../codes/code-dialog/change-code.tsx';
import { refreshCall } from '../../verification/call-actions.ts';
import { callOnAccount } from '../../verification/calls.store.ts';
import { refreshAccount, useAccountStore } from '../account.store.ts';
import { AddContact } from './add-contact.tsx';
import { ChangeContact } from './change-contact.tsx';
import type { ContactChangeProps } from './contact-change-props.ts';
import { actionsFor, whoOptions } from './contact-choices.ts';
import styles from './contacts.module.css';
import { type ContactChoice, closeContacts, useContactsDialog } from './contacts-dialog.store.ts';
import { NextOwner } from './next-owner.tsx';
import { RemoveContact } from './remove-contact.tsx';
import { TransferOwner } from './transfer-owner.tsx';

/** The dialogue about the people on the account on screen, while it is asked for. */
export function ContactsDialog() {
  const first = useContactsDialog((state) => state.first);
  const account = useAccountStore((state) => state.account);
  if (first === null || account?.accountId !== first.accountId) return null;
  return (
    <Dialog open sticky width="large" title={words.title(account.name)} onClose={closeContacts}>
      <ContactsDesk account={account} first={first} />
    </Dialog>
  );
}

const newcomer = 'new';

/** Who, what to do about them, and what that takes. */
function ContactsDesk({ account, first }: { account: AccountView; first: ContactChoice }) {
  const [contactId, setContactId] = useState(first.contactId);
  const [action, setAction] = useState<ContactAction>(first.action ?? 'change');
  const [ownerTold, setOwnerTold] = useState<string | null>(null);
  const { accountId } = account;
  const contact = account.contacts.find((one) => one.contactId === contactId);
  const actions = contact ? actionsFor(contact) : [];
  const chosen = actions.includes(action) ? action : 'change';
  // What a call on the account grants may have ended with what was changed.
  const look = async () => {
    const call = callOnAccount(accountId);
    await Promise.all([refreshAccount(accountId), call && refreshCall(call.verificationId)]);
  };
  const done = async (told: string) => {
    closeContacts();
    showToast(told);
    await look();
  };
  const owned = async (told: string) => {
    setOwnerTold(told);
    await look();
  };
  if (ownerTold !== null) return <NextOwner accountId={accountId} told={ownerTold} />;
  return (
    <div className={styles.desk}>
      <div className={styles.choices}>
        <Select
          label={words.who}
          options={whoOptions(account.contacts, newcomer)}
          value={contactId === null ? newcomer : String(contactId)}
          onChange={(key) => {
            setContactId(key === newcomer ? null : Number(key));
            setAction('change');
          }}
        />
        {contact && (
          <Select
            label={words.what}
            options={actions.map((id) => ({ id, label: words.actions[id] }))}
            value={chosen}
            onChange={setAction}
          />
        )}
      </div>
      {contactId === null && <AddContact account={account} />}
      {contactId !== null && !contact && <p>{words.gone}</p>}
      {contact && (
        <Change
          key={`${contactId} ${chosen}`}
          {...{ account, contact, look }}
          done={chosen === 'makeOwner' ? owned : done}
          action={chosen}
        />
      )}
    </div>
  );
}

function Change({ action, ...props }: ContactChangeProps & { action: ContactAction }) {
  const { account, contact, look, done } = props;
  switch (action) {
    case 'giveAccess':
    case 'takeAccess':
      return (
        <ChangeCode
          action={action}
          codes={account}
          contactId={contact.contactId}
          onDone={(_codes, told) => done(told)}
          onConflict={look}
        />
      );
    case 'makeOwner':
      return <TransferOwner {...props} />;
    case 'remove':
      return <RemoveContact {...props} />;
    case 'change':
      return <ChangeContact {...props} />;
  }
}
