import { KeyRound, Users } from 'lucide-react';
import { useState } from 'react';
import type { AccountView, ContactView } from '#shared/contract/accounts.contract.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Button } from '../../../ui/button.tsx';
import { showToast } from '../../../ui/messages.store.ts';
import { ChangeCode } from '../../codes/code-dialog/change-code.tsx';
import { openCodeDialog } from '../../codes/code-dialog.store.ts';
import { refreshAccount } from '../account.store.ts';
import { closeContacts } from './contacts-dialog.store.ts';
import { NextSteps } from './next-steps.tsx';

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
    <NextSteps told={words.added(name)} next={words.addedNext}>
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
    </NextSteps>
  );
}
