import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { contactsStrings } from '../../strings/contacts.ts';
import { editStrings } from '../../strings/edit-account.ts';
import { guidanceStrings } from '../../strings/guidance.ts';
import { ordersStrings } from '../../strings/orders.ts';
import { codesStrings } from '../../strings/set-code.ts';
import { callKeyStrings } from '../../strings/verification.ts';
import type { Hotkey } from '../../ui/hotkeys/hotkey-store.ts';
import { useHotkeys } from '../../ui/hotkeys/use-hotkeys.ts';
import { useAccountStore } from '../accounts/account.store.ts';
import { openContacts } from '../accounts/contacts/contacts-dialog.store.ts';
import { openEditOnScreen } from '../accounts/edit/edit-dialog.store.ts';
import { openOrderDialog } from '../orders/order-dialog.store.ts';
import { endCall } from './call-actions.ts';
import { openCodesFor } from './codes-entry.tsx';
import { focusPlace } from './desk-focus.ts';

/** The desk's keys, in the order in which a call uses them. */
export function useDeskKeys(call: VerificationView | null): void {
  const accountOpen = useAccountStore(({ account }) => account !== null);
  const end = () => call && void endCall(call.verificationId);
  const { group } = callKeyStrings;
  const inCall = call !== null;
  const keys: Hotkey[] = [
    {
      keys: 'C',
      label: callKeyStrings.caller,
      bar: callKeyStrings.callerBar,
      enabled: accountOpen,
      run: () => focusPlace('caller'),
    },
    {
      keys: 'R',
      label: callKeyStrings.request,
      bar: callKeyStrings.requestBar,
      enabled: accountOpen,
      run: () => focusPlace('request'),
    },
    {
      keys: 'V',
      label: callKeyStrings.code,
      bar: callKeyStrings.codeBar,
      enabled: inCall,
      run: () => focusPlace('code'),
    },
    { keys: 'E', label: callKeyStrings.end, bar: callKeyStrings.endBar, enabled: inCall, run: end },
    { keys: 'Alt+E', label: callKeyStrings.endWhileTyping, enabled: inCall, run: end },
    {
      keys: 'K',
      label: codesStrings.key,
      bar: codesStrings.bar,
      enabled: accountOpen,
      run: () => openCodesFor(call),
    },
    { keys: 'O', label: ordersStrings.key, bar: ordersStrings.bar, run: openOrderDialog },
    {
      keys: 'P',
      label: contactsStrings.key,
      bar: contactsStrings.bar,
      enabled: accountOpen,
      run: openContactsOnScreen,
    },
    {
      keys: 'Alt+A',
      label: editStrings.key,
      bar: editStrings.bar,
      enabled: accountOpen,
      run: openEditOnScreen,
    },
    {
      keys: 'Q',
      label: guidanceStrings.key,
      bar: guidanceStrings.bar,
      run: () => focusPlace('answers'),
    },
  ];
  useHotkeys(keys.map((key) => ({ ...key, group })));
}

function openContactsOnScreen(): void {
  const { account } = useAccountStore.getState();
  if (account) openContacts({ accountId: account.accountId, contactId: null });
}
