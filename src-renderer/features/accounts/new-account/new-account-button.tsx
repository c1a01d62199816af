import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { newAccountStrings as words } from '../../../strings/new-account.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useHotkeys, useKeyHint } from '../../../ui/hotkeys/use-hotkeys.ts';
import { AccountForm, type MadeAccount } from './account-form.tsx';
import { InstructionsSheet } from './instructions-sheet.tsx';

/** Makes an account for a caller who has none, and then shows what to tell them. */
export function NewAccountButton({ onShow }: { onShow: (accountId: number) => void }) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeAccount | null>(null);
  const hint = useKeyHint('N');
  useHotkeys([{ keys: 'N', label: words.key, bar: words.bar, run: () => setOpen(true) }]);
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  return (
    <>
      <Button icon={<UserPlus />} hint={hint} onPress={() => setOpen(true)}>
        {words.open}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={made ? words.doneTitle(made.name) : words.title}
        width="large"
        sticky
      >
        {made ? (
          <InstructionsSheet
            made={made}
            next={words.show}
            onNext={() => {
              close();
              onShow(made.accountId);
            }}
          />
        ) : (
          <AccountForm onMade={setMade} onCancel={close} />
        )}
      </Dialog>
    </>
  );
}
