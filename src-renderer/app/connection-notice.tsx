import { type BridgeState, useBridge } from '../bridge/bridge-state.ts';
import { tryNow } from '../bridge/coming-back.ts';
import { noticeStrings as words } from '../strings/shell.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import styles from './connection-notice.module.css';

/** Says that the backend is slow, away, or not one this desk can work with, for as long as it is. */
export function ConnectionNotice() {
  const { standing, late, nextTryAt } = useBridge();
  switch (standing.kind) {
    case 'up':
      if (late === 0) return null;
      return (
        <Banner tone="warn" shape="strip" live="status" title={words.slow}>
          {words.slowHelp}
        </Banner>
      );
    case 'away':
      return (
        <Banner
          tone="danger"
          shape="strip"
          live="alert"
          title={words.away}
          action={<NextTry at={nextTryAt} />}
        >
          {words.awayHelp}
        </Banner>
      );
    case 'other_version':
      return (
        <Banner
          tone="danger"
          shape="strip"
          live="alert"
          title={words.otherVersion}
          // An installed app is not renewed by loading the same page again.
          action={
            window.desk === undefined && (
              <Button size="small" onPress={() => location.reload()}>
                {words.reload}
              </Button>
            )
          }
        >
          {standing.message}
        </Banner>
      );
    case 'server_changed':
    case 'closed':
    case 'no_key': {
      const { title, help } = words[standing.kind];
      return (
        <Banner tone="danger" shape="strip" live="alert" title={title}>
          {standing.kind === 'server_changed' ? standing.message : help}
        </Banner>
      );
    }
  }
}

/** When it is tried again, as it comes nearer, and the way not to wait for it. */
function NextTry({ at }: { at: BridgeState['nextTryAt'] }) {
  return (
    <span className={styles.next}>
      <span aria-live="off" className={styles.when}>
        {at === null ? (
          words.trying
        ) : (
          <>
            {words.nextTry} <Countdown until={at} />
          </>
        )}
      </span>
      <Button size="small" busy={at === null} onPress={() => void tryNow()}>
        {words.tryNow}
      </Button>
    </span>
  );
}
