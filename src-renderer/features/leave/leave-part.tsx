import { ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import { requestOf } from '#shared/rules/leave-rules.ts';
import { leaveStrings as words } from '../../strings/leave.ts';
import { Banner } from '../../ui/banner.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { formatTime } from '../../ui/time.tsx';
import { CallBackSteps } from '../approvals/call-back-steps.tsx';
import { useSession } from '../session/session.store.ts';
import { ChannelChoice } from '../verification/channel-choice.tsx';
import styles from './leave-part.module.css';
import type { LeaveState } from './use-leave.ts';

interface LeavePartProps {
  state: LeaveState;
  /** The person tried to go on: say what is missing. */
  judged: boolean;
}

/** At the head of every change that needs leave; the only place that says what is missing. */
export function LeavePart({ state, judged }: LeavePartProps) {
  const { call, mayGiveReason, by, chooseBy, wanted } = state;
  const { worksOn } = useSession();
  if (by === 'creation')
    return (
      <section className={styles.part} aria-label={words.title}>
        <p className={styles.granted}>
          <ShieldCheck aria-hidden="true" />
          {words.created}
        </p>
        {worksOn === 'both' && <ChannelChoice />}
      </section>
    );
  const choice = call !== null && mayGiveReason;
  return (
    <section className={styles.part} aria-label={words.title}>
      {choice && (
        <RadioList
          label={words.by}
          layout="inline"
          value={by}
          onChange={chooseBy}
          options={[
            { id: 'call', label: words.options.call },
            { id: 'reason', label: words.options.reason },
          ]}
        />
      )}
      {call === null && !wanted.byReasonOnly && (
        <Banner tone={mayGiveReason ? 'info' : 'warn'}>
          {words.noCall[mayGiveReason ? 'supervisor' : 'agent']}
        </Banner>
      )}
      {by === 'call' && <FromCall state={state} />}
      {by === 'call' && judged && state.leave === null && (
        <Banner tone="danger" live="alert">
          {words.missing}
        </Banner>
      )}
      {by === 'reason' && <OwnReason state={state} judged={judged} />}
    </section>
  );
}

function FromCall({ state }: Pick<LeavePartProps, 'state'>) {
  const { call, standing, wanted, look } = state;
  const closed = call?.accountStatus === 'closed';
  if (call === null || standing === null) return null;
  const who = call.contactName ?? '';
  if (standing.kind === 'allowed' || standing.kind === 'approved')
    return (
      <p className={styles.granted}>
        <ShieldCheck aria-hidden="true" />
        {standing.kind === 'allowed'
          ? words.allowed(who)
          : words.approved(who, formatTime(standing.until, 'time'))}
      </p>
    );
  if (standing.kind === 'not_theirs')
    return <Banner tone="warn">{closed ? words.closed : words.notTheirs(who)}</Banner>;
  if (standing.asked)
    return (
      <Banner tone="info" live="status">
        {words.asked}
      </Banner>
    );
  return (
    <>
      <p className={styles.lacking}>
        <ShieldQuestionMark aria-hidden="true" />
        {words.notEnough(who)}
      </p>
      {standing.refused && (
        <Banner tone="warn" live="alert">
          {words.refused}
        </Banner>
      )}
      <CallBackSteps
        quiet
        verificationId={call.verificationId}
        requestId={requestOf[wanted.change]}
        askStep={words.stepAsk}
        onAsked={look}
      />
    </>
  );
}

function OwnReason({ state, judged }: LeavePartProps) {
  const { reason, writeReason } = state;
  return <ReasonField words={words} value={reason} onChange={writeReason} judged={judged} />;
}
