import { useState } from 'react';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { AccountStatus } from '#shared/contract/fields.ts';
import { desk } from '../../../bridge/desk.ts';
import { statusWords } from '../../../strings/edit-account.ts';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { showToast } from '../../../ui/messages.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { LeavePart } from '../../leave/leave-part.tsx';
import type { LeaveState } from '../../leave/use-leave.ts';
import { refreshCall } from '../../verification/call-actions.ts';
import { callOnAccount } from '../../verification/calls.store.ts';
import { refreshAccount } from '../account.store.ts';
import styles from './edit-desk.module.css';
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
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.accounts.setStatus);

  const submit = async () => {
    setJudged(true);
    if (leave.leave === null) return;
    const changed = await run({ accountId, version, to, leave: leave.leave });
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
    <Form label={label} onSubmit={() => void submit()}>
      <div className={styles.steps}>
        <p>{effect}</p>
        <LeavePart state={leave} judged={judged} />
      </div>
      <FormEnd
        submit={button}
        tone={to === 'active' ? 'primary' : 'danger'}
        busy={busy}
        error={error}
      />
    </Form>
  );
}
