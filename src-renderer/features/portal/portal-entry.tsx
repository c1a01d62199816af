import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { portalStrings as words } from '../../strings/portal.ts';
import { callKeyStrings } from '../../strings/verification.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { useAccountStore } from '../accounts/account.store.ts';
import { LeavePart } from '../leave/leave-part.tsx';
import { useLeave } from '../leave/use-leave.ts';
import { FirstCode } from './first-code.tsx';
import styles from './portal-help.module.css';
import { ResetStart } from './reset-start.tsx';
import { UsernameSheet } from './username-sheet.tsx';

const parts = {
  username: { change: 'portal.tell_username', Part: UsernameSheet },
  reset: { change: 'portal.start_reset', Part: ResetStart },
  first: { change: 'portal.send_set_password', Part: FirstCode },
} as const;
type Help = keyof typeof parts;

const options = (['username', 'reset', 'first'] as const).map((id) => ({
  id,
  label: words.helps[id],
}));

/** Opens what can be done for the Portal account of the account on screen, in a call or without. */
export function PortalEntry() {
  const account = useAccountStore((state) => state.account);
  const [openId, setOpenId] = useState<number | null>(null);
  const hint = useKeyHint('L');
  const open = () => setOpenId(account?.accountId ?? null);
  useHotkeys([
    { keys: 'L', label: words.open, bar: words.bar, group: callKeyStrings.group, run: open },
  ]);
  if (account === null) return null;
  return (
    <>
      <Button tone="plain" icon={<LogIn aria-hidden="true" />} hint={hint} onPress={open}>
        {words.open}
      </Button>
      <Dialog
        open={openId === account.accountId}
        sticky
        width="medium"
        title={words.title(account.name)}
        onClose={() => setOpenId(null)}
      >
        <PortalDesk accountId={account.accountId} />
      </Dialog>
    </>
  );
}

function PortalDesk({ accountId }: { accountId: number }) {
  const [help, setHelp] = useState<Help>('username');
  const [judged, setJudged] = useState(false);
  const { change, Part } = parts[help];
  const leave = useLeave(accountId, { change });
  return (
    <div className={styles.part}>
      <RadioList
        label={words.wanted}
        autoFocus
        value={help}
        onChange={(chosen) => {
          setHelp(chosen);
          setJudged(false);
        }}
        options={options}
      />
      <Part key={help} accountId={accountId} leave={leave.leave} onLacking={() => setJudged(true)}>
        <LeavePart state={leave} judged={judged} />
      </Part>
    </div>
  );
}
