import { KeyRound, Pencil } from 'lucide-react';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { openCodeDialog } from '../../codes/code-dialog.store.ts';
import { openEditDialog } from '../edit/edit-dialog.store.ts';
import styles from './contacts.module.css';
import { closeContacts } from './contacts-dialog.store.ts';

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
    <div className={styles.steps}>
      <Banner tone="success" live="status">
        {told}
      </Banner>
      <p>{words.ownerNext}</p>
      <FormActions>
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
        <Button tone="plain" onPress={closeContacts}>
          {words.later}
        </Button>
      </FormActions>
    </div>
  );
}
