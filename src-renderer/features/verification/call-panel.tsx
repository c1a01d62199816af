import { useEffect } from 'react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { serverNow } from '../../ui/server-time.ts';
import { refreshAccount } from '../accounts/account.store.ts';
import { OrderPrompt } from '../orders/order-prompt.tsx';
import { PortalHelp } from '../portal/portal-help.tsx';
import { changeRequest, refreshCall, verifyAgain } from './call-actions.ts';
import { CallBack } from './call-back.tsx';
import { CallHeader } from './call-header.tsx';
import styles from './call-panel.module.css';
import { mayTry } from './call-phase.ts';
import { useActivity } from './calls.store.ts';
import { CodeEntry } from './code-entry.tsx';
import { CodePrompt } from './code-prompt.tsx';
import { focusPlace } from './desk-focus.ts';
import { useDraftStore } from './drafts.store.ts';
import { GrantLists } from './grant-lists.tsx';
import { useRequest } from './intake.store.ts';
import { RequestPicker } from './request-picker.tsx';
import { useCallPhase } from './use-call-phase.ts';
import { useGrantWatch } from './use-grant-watch.ts';
import { VerdictCard } from './verdict-card.tsx';
import { wordsFor } from './verdict-words.ts';
import { WordsToSay } from './words-to-say.tsx';

/** A call in progress: what is asked for, what to say, the code, the verdict. */
export function CallPanel({ call }: { call: VerificationView }) {
  const { verificationId, accountId, channel, requestId } = call;
  const phase = useCallPhase(call);
  const { checking, error, notice, decided } = useActivity(verificationId);
  const request = useRequest(requestId);
  const endHint = useKeyHint('E');
  const requestHint = useKeyHint('R');
  const listed = call.contactId !== null;
  const asksForCode = ['ready', 'not_verified', 'wait'].includes(phase.kind);
  const spent = phase.kind === 'not_verified' && phase.next.kind === 'spent';
  const open = mayTry(phase);
  const barred = call.codeDisabled && phase.kind === 'not_verified';
  useGrantWatch(verificationId, phase.kind === 'verified');

  // What the clock alone changes: a wait that ends, a grant that ends.
  useEffect(() => {
    if (phase.kind === 'expired') void refreshAccount(accountId);
  }, [phase.kind, accountId]);
  useEffect(() => {
    const { activeElement } = document;
    const idle = activeElement === document.body || activeElement?.matches('[data-verdict]');
    if (open && idle) focusPlace('code');
  }, [open]);

  const change = async (wanted: string) => {
    await changeRequest(verificationId, wanted);
    focusPlace(asksForCode ? 'code' : 'verdict');
  };

  return (
    <div className={styles.panel}>
      <CallHeader call={call} hint={endHint} />
      <RequestPicker value={requestId} onChange={(id) => void change(id)} hint={requestHint} />
      {request?.tier === 0 && <p className={styles.note}>{words.openToAnyone}</p>}
      {notice && <Banner tone="info">{notice}</Banner>}
      <WordsToSay text={wordsFor(phase, channel, serverNow())} channel={channel} />
      {asksForCode && !spent && (
        <CodeEntry key={verificationId} call={call} open={open} checking={checking} hint="Enter" />
      )}
      {error && <CallProblem verificationId={verificationId} />}
      <VerdictCard
        call={call}
        phase={phase}
        checking={checking}
        requestLabel={request?.label ?? requestId}
      >
        {phase.kind === 'verified' && <CodePrompt call={call} />}
        {phase.kind === 'verified' && phase.answer !== 'not_permitted' && <OrderPrompt {...call} />}
        {phase.kind === 'verified' && phase.answer === 'allowed' && <PortalHelp {...call} />}
        {barred && <p>{words.codeDisabled}</p>}
        {(phase.kind === 'disabled' || barred) && listed && (
          <CallBack call={call} asked={call.enableRequested} refused={decided === 'refused'} />
        )}
        {decided === 'enabled' && asksForCode && (
          <Banner tone="success">{words.enabledAgain}</Banner>
        )}
        {phase.kind === 'expired' && (
          <div>
            <Button tone="primary" onPress={() => void verifyAgain(call)}>
              {words.again}
            </Button>
          </div>
        )}
      </VerdictCard>
      {phase.kind === 'verified' && (
        <GrantLists
          grant={phase.grant}
          requestId={requestId}
          closed={call.accountStatus === 'closed'}
        />
      )}
    </div>
  );
}

/** What was refused in this call, and where that leaves the code. */
function CallProblem({ verificationId }: { verificationId: number }) {
  const { error } = useActivity(verificationId);
  const kept = useDraftStore(({ drafts }) => (drafts[verificationId] ?? '') !== '');
  if (!error) return null;
  const { title, message } = explainError(error);
  return (
    <Banner
      tone="danger"
      live="alert"
      title={`${title}.`}
      action={
        error.code === 'conflict' && (
          <Button size="small" onPress={() => void refreshCall(verificationId)}>
            {words.reload}
          </Button>
        )
      }
    >
      {message} {kept && words.kept}
    </Banner>
  );
}
