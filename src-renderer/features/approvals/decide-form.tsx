import { type FormEvent, useState } from 'react';
import type { ApprovalView } from '#shared/contract/approvals.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { approvalsStrings as words } from '../../strings/approvals.ts';
import { commonStrings } from '../../strings/common.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { showToast } from '../../ui/messages.store.ts';
import { ReasonField } from '../../ui/reason-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { takePulse } from '../session/session.store.ts';
import styles from './approvals.module.css';
import { loadApprovals } from './approvals.store.ts';

/** The decision on one request, with its reason. */
export function DecideForm({ request, onDone }: { request: ApprovalView; onDone: () => void }) {
  const { approvalId, contactName, requestLabel } = request;
  const enabling = requestLabel === null;
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.approvals.decide);

  const decide = async (decision: 'approve' | 'refuse') => {
    setJudged(true);
    if (reason.trim() === '') return;
    if (!(await run({ approvalId, decision, reason }))) return;
    const done = enabling ? words.done.enabling : words.done.request;
    showToast(done[decision](contactName));
    onDone();
    await Promise.all([loadApprovals(), takePulse()]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void decide('approve');
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <ReasonField words={words} value={reason} onChange={setReason} judged={judged} autoFocus />
      {error && (
        <Banner tone="danger" live="alert" title={explainError(error).title}>
          {explainError(error).message}
        </Banner>
      )}
      <p className={styles.effect}>{enabling ? words.enableEffect : words.approveEffect}</p>
      <div className={styles.buttons}>
        <Button tone="plain" onPress={onDone}>
          {commonStrings.cancel}
        </Button>
        <Button busy={busy} onPress={() => void decide('refuse')}>
          {words.refuse}
        </Button>
        <Button tone="primary" type="submit" busy={busy}>
          {enabling ? words.enable : words.approve}
        </Button>
      </div>
    </form>
  );
}
