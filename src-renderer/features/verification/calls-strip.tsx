import clsx from 'clsx';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { showView } from '../../app/view.store.ts';
import {
  callKeyStrings,
  verdictStrings,
  verificationStrings as words,
} from '../../strings/verification.ts';
import { Countdown, Elapsed } from '../../ui/countdown.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { activateCall } from './call-actions.ts';
import type { CallPhase } from './call-phase.ts';
import { useActivity, useCallsStore } from './calls.store.ts';
import styles from './calls-strip.module.css';
import { channelIcons } from './channel-choice.tsx';
import { useCallPhase } from './use-call-phase.ts';
import { verdictLooks } from './verdict-look.tsx';
import { verdictKey } from './verdict-words.ts';

/** So many calls have a key of their own. */
const keyed = 9;
/** With more calls than this the initials have to do. */
const fullNames = 3;

/** The calls in progress side by side, each with its verdict and its time. */
export function CallsStrip() {
  const { calls, activeId } = useCallsStore();
  const go = (verificationId: number) => {
    showView('desk');
    void activateCall(verificationId);
  };
  const first = calls.slice(0, keyed);
  useHotkeys(
    ['', 'Alt+'].flatMap((modifier) =>
      first.map(({ verificationId }, index) => ({
        keys: `${modifier}${index + 1}`,
        label: callKeyStrings.switchTo(index + 1),
        group: modifier === '' ? callKeyStrings.callsGroup : callKeyStrings.callsWhileTyping,
        run: () => go(verificationId),
      })),
    ),
  );
  if (calls.length === 0) return null;
  return (
    <ul aria-label={words.calls} className={styles.strip}>
      {calls.map((call, index) => (
        <li key={call.verificationId} className={styles.item}>
          <CallChip
            call={call}
            place={index + 1}
            current={call.verificationId === activeId}
            short={calls.length > fullNames}
            onChoose={() => go(call.verificationId)}
          />
        </li>
      ))}
    </ul>
  );
}

interface CallChipProps {
  call: VerificationView;
  place: number;
  current: boolean;
  /** Only the initials. */
  short: boolean;
  onChoose: () => void;
}

function CallChip({ call, place, current, short, onChoose }: CallChipProps) {
  const phase = useCallPhase(call);
  const { checking } = useActivity(call.verificationId);
  const hint = useKeyHint(String(place));
  const key = verdictKey(phase, checking);
  const { tone, Icon } = verdictLooks[key];
  const ChipIcon = key === 'ready' ? channelIcons[call.channel] : Icon;
  const who = call.contactName ?? words.somebodyElse;
  return (
    <button
      type="button"
      aria-label={words.chip(place, who, call.accountName, verdictStrings.short[key])}
      aria-current={current ? 'true' : undefined}
      title={`${who}, ${call.accountName}: ${verdictStrings.short[key]}`}
      className={clsx(styles.chip, styles[tone], current && styles.current)}
      onClick={onChoose}
    >
      {place <= keyed && <KeyHint keys={hint} />}
      <ChipIcon aria-hidden="true" className={styles.icon} />
      <bdi className={clsx(styles.who, short && styles.short)}>{short ? initials(who) : who}</bdi>
      <ChipTime call={call} phase={phase} />
    </button>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => [...(word ?? '')][0] ?? '').join('');
}

/** What runs in this call: its grant, its wait, or the call itself. */
function ChipTime({ call, phase }: { call: VerificationView; phase: CallPhase }) {
  if (phase.kind === 'verified')
    return <Countdown until={phase.grant.expiresAt} className={styles.time} />;
  if (phase.kind === 'wait') return <Countdown until={phase.until} className={styles.time} />;
  if (phase.kind === 'not_verified' && phase.next.kind === 'wait')
    return <Countdown until={phase.next.until} className={styles.time} />;
  return <Elapsed from={call.openedAt} className={styles.time} />;
}
