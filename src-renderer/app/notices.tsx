import { useState } from 'react';
import type { AlertView } from '#shared/contract/session.contract.ts';
import { desk } from '../bridge/desk.ts';
import { takePulse, usePulse, useSession } from '../features/session/session.store.ts';
import { type SetupStatus, useSetupStore } from '../features/setup/setup.store.ts';
import { noticeStrings, shellStrings } from '../strings/shell.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { explainError } from '../ui/explain-error.ts';
import { formatTime } from '../ui/time.tsx';
import { useAction } from '../ui/use-action.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import styles from './notices.module.css';
import { slots } from './slots.tsx';

/**
 * What concerns everyone, between the view and the status bar: a notice that comes or goes there
 * moves nothing under the hand.
 */
export function Notices() {
  const pulse = usePulse();
  return (
    <section aria-label={shellStrings.notices} className={styles.notices}>
      <ConnectionNotice />
      {pulse?.alerts.map((alert) => (
        <AlertNotice key={alert.alertId} {...alert} />
      ))}
      {pulse?.limitReached && (
        <Banner
          tone="warn"
          shape="strip"
          live="alert"
          title={noticeStrings.limit[pulse.limitReached]}
        >
          {noticeStrings.limitHelp}
        </Banner>
      )}
      <slots.Notices />
      <KeyWarning />
    </section>
  );
}

function AlertNotice({ alertId, kind, raisedAt, failing }: AlertView) {
  const { role } = useSession();
  const { busy, error, run } = useAction(desk.session.acknowledgeAlert);
  const acknowledge = async () => {
    if (await run({ alertId })) await takePulse();
  };
  return (
    <Banner
      tone="danger"
      shape="strip"
      live="alert"
      title={noticeStrings.alert[kind](failing, formatTime(raisedAt, 'time'))}
      action={
        role === 'supervisor' && (
          <Button size="small" busy={busy} onPress={() => void acknowledge()}>
            {noticeStrings.acknowledge}
          </Button>
        )
      }
    >
      {error ? explainError(error).message : noticeStrings.alertHelp[kind]}
    </Banner>
  );
}

function keyWarning({ status }: { status: SetupStatus | null }): string | null {
  return status?.place.keyProtection?.warning ?? null;
}

/** How this machine guards the key, where it does not guard it well. Hidden until the next start. */
function KeyWarning() {
  const warning = useSetupStore(keyWarning);
  const [hidden, setHidden] = useState(false);
  if (warning === null || hidden) return null;
  return (
    <Banner
      tone="warn"
      shape="strip"
      live="off"
      action={
        <Button size="small" tone="plain" onPress={() => setHidden(true)}>
          {noticeStrings.hideWarning}
        </Button>
      }
    >
      {warning}
    </Banner>
  );
}
