import { useState } from 'react';
import { staffStrings } from '../../strings/staff.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { AddColleagueForm } from './add-colleague-form.tsx';
import { FirstPassword } from './first-password-sheet.tsx';

interface Added {
  readonly name: string;
  readonly password: string;
}

/** Adds a colleague, then shows their first password once. */
export function AddColleagueDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [added, setAdded] = useState<Added | null>(null);
  const close = () => {
    setAdded(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={added ? staffStrings.passwordTitle(added.name) : staffStrings.addTitle}
      width="small"
      sticky
    >
      {added ? (
        <FirstPassword password={added.password} onDone={close} />
      ) : (
        <AddColleagueForm onAdded={setAdded} onCancel={close} />
      )}
    </Dialog>
  );
}
