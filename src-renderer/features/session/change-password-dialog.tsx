import { sessionStrings } from '../../strings/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { useSession } from './session.store.ts';

/** One's own password, changed of one's own will. */
export function ChangePasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const session = useSession();
  return (
    <Dialog open={open} onClose={onClose} title={sessionStrings.changeTitle} width="small" sticky>
      <ChangePasswordForm session={session} onDone={onClose} />
    </Dialog>
  );
}
