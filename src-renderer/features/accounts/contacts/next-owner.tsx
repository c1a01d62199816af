import { KeyRound, Pencil } from 'lucide-react';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Button } from '../../../ui/button.tsx';
import { openCodeDialog } from '../../codes/code-dialog.store.ts';
import { openEditDialog } from '../edit/edit-dialog.store.ts';
import { closeContacts } from './contacts-dialog.store.ts';
import { NextSteps } from './next-steps.tsx';

interface NextOwnerProps {
  accountId: number;
  /** Who the owner is now. */
  told: string;
}

/** The account has another owner: what of it is still the former one's, and the ways to change it. */
export function NextOwner({ accountId, told }: NextOwnerProps) {
  const goTo = (open: () => void) => () => {
    closeContacts();
    open();
  };
  return (
    <NextSteps told={told} next={words.ownerNext}>
      <Button
        autoFocus
        icon={<Pencil aria-hidden="true" />}
        onPress={goTo(() => openEditDialog({ accountId, part: 'email' }))}
      >
        {words.ownerEmail}
      </Button>
      <Button
        icon={<KeyRound aria-hidden="true" />}
        onPress={goTo(() => openCodeDialog({ accountId, contactId: null }))}
      >
        {words.ownerCode}
      </Button>
    </NextSteps>
  );
}
