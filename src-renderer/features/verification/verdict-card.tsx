import clsx from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { verificationStrings, verdictStrings as words } from '../../strings/verification.ts';
import { Countdown } from '../../ui/countdown.tsx';
import { announce } from '../../ui/messages.store.ts';
import { formatTime, Time } from '../../ui/time.tsx';
import type { CallPhase } from './call-phase.ts';
import { takeFocus, useFocusPlace } from './desk-focus.ts';
import styles from './verdict-card.module.css';
import { verdictLooks } from './verdict-look.tsx';
import { verdictKey, verdictLines } from './verdict-words.ts';

export interface VerdictCardProps {
  call: VerificationView;
  phase: CallPhase;
  checking: boolean;
  /** What is asked for, as the catalogue calls it. */
  requestLabel: string;
  /** What can be done about it. */
  children?: ReactNode;
}

/** The verdict: a word, an icon, a colour and a time, in that order of reliance. */
export function VerdictCard({ call, phase, checking, requestLabel, children }: VerdictCardProps) {
  const card = useRef<HTMLElement>(null);
  useFocusPlace('verdict', () => takeFocus(card.current));
  const key = verdictKey(phase, checking);
  const { tone, Icon } = verdictLooks[key];
  const lines = checking ? [] : verdictLines(phase, call.contactId !== null, requestLabel);
  const spoken =
    key === 'ready' || checking ? '' : [words.words[key], untilWords(phase), ...lines].join('. ');
  const stamp = `${call.verificationId} ${call.attemptsUsed} ${spoken}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each verdict, the same words too.
  useEffect(() => {
    if (spoken !== '') announce(spoken, 'assertive');
  }, [stamp]);

  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label={words.region}
      className={clsx(styles.card, styles[tone])}
      data-verdict={key}
    >
      <div className={styles.main}>
        <Icon aria-hidden="true" className={styles.icon} />
        <div className={styles.says}>
          <p className={styles.word}>{words.words[key]}</p>
          {!checking && <VerdictTime phase={phase} />}
        </div>
      </div>
      {lines.length > 0 && (
        <div className={styles.lines}>
          {lines.map((line, index) => (
            <p
              key={line}
              className={clsx(phase.kind === 'verified' && index === 0 && styles.answer)}
            >
              {line}
            </p>
          ))}
        </div>
      )}
      {children}
    </section>
  );
}

function untilWords(phase: CallPhase): string {
  return phase.kind === 'verified' ? words.until(formatTime(phase.grant.expiresAt, 'time')) : '';
}

/** The line under the word: until when, for how long, or how many tries are left. */
function VerdictTime({ phase }: { phase: CallPhase }) {
  if (phase.kind === 'verified') {
    const { expiresAt } = phase.grant;
    return (
      <p className={styles.time}>
        <span>
          {phase.answer === 'allowed' ? '' : `${words.callerIs} `}
          {words.untilWord} <Time at={expiresAt} show="time" />
        </span>
        <span className={styles.left}>
          <Countdown until={expiresAt} /> {words.left}
        </span>
      </p>
    );
  }
  if (phase.kind === 'expired')
    return (
      <p className={styles.time}>
        <span>
          {words.atWord} <Time at={phase.at} show="time" />
        </span>
      </p>
    );
  if (phase.kind === 'wait')
    return (
      <p className={styles.wait}>
        <Countdown until={phase.until} />
      </p>
    );
  if (phase.kind === 'ready')
    return <p className={styles.time}>{verificationStrings.tries(phase.triesLeft)}</p>;
  if (phase.kind !== 'not_verified') return null;
  const { next } = phase;
  if (next.kind === 'spent') return null;
  return (
    <p className={styles.time}>
      {next.kind === 'try' ? (
        verificationStrings.tries(next.triesLeft)
      ) : (
        <>
          {words.nextTry} <Countdown until={next.until} />
        </>
      )}
    </p>
  );
}
