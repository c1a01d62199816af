import { sessionStrings } from '../../strings/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { announce } from '../../ui/messages.store.ts';
import styles from './wait-notice.module.css';

/** Too many failed tries: a live countdown, and a word when it is over. */
export function WaitNotice({ until, onDone }: { until: number; onDone: () => void }) {
  return (
    <Banner tone="warn" live="alert" title={sessionStrings.waitTitle}>
      {sessionStrings.waitBefore}{' '}
      <Countdown
        until={until}
        className={styles.countdown}
        onDone={() => {
          announce(sessionStrings.waitOver);
          onDone();
        }}
      />
    </Banner>
  );
}
