import { KeyRound, Users } from 'lucide-react';
import { useState } from 'react';
import type { AccountView, ContactView } from '#shared/contract/accounts.contract.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { showToast } from '../../../ui/messages.tsx';
import { ChangeCode } from '../../codes/code-dialog/change-code.tsx';
import { openCodeDialog } from '../../codes/code-dialog.store.ts';
import { refreshAccount } from '../account.store.ts';
import styles from './contacts.module.css';
import { closeContacts } from './contacts-dialog.store.ts';

/** A contact was added: option 1 or option 2 of the security-code FAQ. */
export function NextCode({ account, contact }: { account: AccountView; contact: ContactView }) {
  const [giving, setGiving] = useState(false);
  const { accountId } = account;
  const { contactId, name } = contact;
  const look = () => refreshAccount(accountId);
  const setOwn = () => {
    closeContacts();
    openCodeDialog({ accountId, contactId });
  };
  if (giving)
    return (
      <ChangeCode
        action="giveAccess"
        codes={account}
        contactId={contactId}
        onDone={async (_codes, told) => {
          closeContacts();
          showToast(told);
          await look();
        }}
        onConflict={look}
      />
    );
  return (
    <div className={styles.steps}>
      <Banner tone="success" live="status">
        {words.added(name)}
      </Banner>
      <p>{words.addedNext}</p>
      <FormActions>
        <Button
          autoFocus
          icon={<Users aria-hidden="true" />}
          disabled={account.mainCode === null}
          onPress={() => setGiving(true)}
        >
          {words.byMain}
        </Button>
        <Button icon={<KeyRound aria-hidden="true" />} onPress={setOwn}>
          {words.byOwn}
        </Button>
        <Button tone="plain" onPress={closeContacts}>
          {words.later}
        </Button>
      </FormActions>
    </div>
  );
}
