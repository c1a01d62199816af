import { KeyRound } from 'lucide-react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { codesStrings as words } from '../../strings/set-code.ts';
import { Button } from '../../ui/button.tsx';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { useAccountStore } from '../accounts/account.store.ts';
import { openCodeDialog } from '../codes/code-dialog.store.ts';
import { PortalEntry } from '../portal/portal-entry.tsx';
import styles from './codes-entry.module.css';

/** Opens the codes of the account on screen, at the caller's own code, or the owner's. */
export function openCodesFor(call: VerificationView | null): void {
  const { account } = useAccountStore.getState();
  if (account === null) return;
  const { accountId, contacts } = account;
  const caller = call?.accountId === accountId ? call.contactId : null;
  openCodeDialog({ accountId, contactId: caller ?? contacts[0]?.contactId ?? null });
}

/** Under the callers: the ways to their codes and to the Portal account. */
export function CodesEntry({ call }: { call: VerificationView | null }) {
  const hint = useKeyHint('K');
  return (
    <div className={styles.entry}>
      <Button
        tone="plain"
        icon={<KeyRound aria-hidden="true" />}
        hint={hint}
        onPress={() => openCodesFor(call)}
      >
        {words.open}
      </Button>
      <PortalEntry />
    </div>
  );
}
