import { editStrings as words } from '../../../strings/edit-account.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useAccountStore } from '../account.store.ts';
import { EditDesk } from './edit-desk.tsx';
import { closeEditDialog, useEditDialog } from './edit-dialog.store.ts';

/** The dialogue that edits the account on screen, while it is asked for. */
export function EditDialog() {
  const first = useEditDialog((state) => state.first);
  const account = useAccountStore((state) => state.account);
  if (first === null || account?.accountId !== first.accountId) return null;
  return (
    <Dialog open sticky width="large" title={words.title(account.name)} onClose={closeEditDialog}>
      <EditDesk account={account} first={first.part} />
    </Dialog>
  );
}
