import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { AccountStatus } from '#shared/contract/fields.ts';
import type { Leave } from '#shared/contract/leave.ts';
import { desk } from '../../../bridge/desk.ts';
import { statusWords } from '../../../strings/edit-account.ts';
import { showToast } from '../../../ui/messages.store.ts';
import { useAction } from '../../../ui/use-action.ts';
import { LeaveForm } from '../../leave/leave-form.tsx';
import type { LeaveState } from '../../leave/use-leave.ts';
import { refreshCall } from '../../verification/call-actions.ts';
import { callOnAccount } from '../../verification/calls.store.ts';
import { refreshAccount } from '../account.store.ts';
import { closeEditDialog } from './edit-dialog.store.ts';

interface StatusFormProps {
  account: AccountView;
  to: AccountStatus;
  leave: LeaveState;
}

/** Suspends an account, closes it, or takes it up again; says what that means first. */
export function StatusForm({ account, to, leave }: StatusFormProps) {
  const { accountId, version, status } = account;
  const { label, effect, button, done } = statusWords(status, to);
  const { busy, error, run } = useAction(desk.accounts.setStatus);

  const send = async (taken: Leave) => {
    const changed = await run({ accountId, version, to, leave: taken });
    if (changed) {
      closeEditDialog();
      showToast(done);
    }
    // Also after a refusal: somebody may have changed it meanwhile.
    await refreshAccount(accountId);
    const call = callOnAccount(accountId);
    if (call) await refreshCall(call.verificationId);
  };

  return (
    <LeaveForm
      label={label}
      effect={effect}
      state={leave}
      submit={button}
      tone={to === 'active' ? 'primary' : 'danger'}
      busy={busy}
      error={error}
      onSend={send}
    />
  );
}
