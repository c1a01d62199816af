import clsx from 'clsx';
import { PhoneIncoming, ShoppingCart } from 'lucide-react';
import { ordersStrings } from '../../strings/orders.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDuration } from '../../ui/duration.ts';
import { explainError } from '../../ui/explain-error.ts';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { useAccountStore } from '../accounts/account.store.ts';
import { NewAccountButton } from '../accounts/new-account/new-account-button.tsx';
import { openOrderDialog } from '../orders/order-dialog.store.ts';
import { openFromResult } from './call-actions.ts';
import panel from './call-panel.module.css';
import { useCallsStore } from './calls.store.ts';
import { ChannelChoice } from './channel-choice.tsx';
import { focusPlace } from './desk-focus.ts';
import { chooseRequest, loadCatalogue, useIntakeStore } from './intake.store.ts';
import styles from './next-call-panel.module.css';
import { RequestPicker } from './request-picker.tsx';

/** The call column before there is a call: what the next one begins with, and who has no account. */
export function NextCallPanel() {
  const orderHint = useKeyHint('O');
  const idle = useAccountStore((state) => state.account === null);
  return (
    <>
      <NextCall />
      <div className={clsx(styles.newcomers, idle && styles.centred)}>
        <NewAccountButton onShow={(accountId) => void openFromResult(accountId, null)} />
        <Button icon={<ShoppingCart />} hint={orderHint} onPress={openOrderDialog}>
          {ordersStrings.open}
        </Button>
      </div>
    </>
  );
}

function NextCall() {
  const account = useAccountStore((state) => state.account);
  const { catalogue, error, requestId } = useIntakeStore();
  const { beginning, beginError } = useCallsStore();
  const requestHint = useKeyHint('R');
  if (account === null) return <IdlePanel />;
  if (error && catalogue.length === 0)
    return <ErrorState error={error} onRetry={() => void loadCatalogue()} />;
  const choose = (wanted: string) => {
    chooseRequest(wanted);
    focusPlace('caller');
  };
  return (
    <div className={panel.panel}>
      <ChannelChoice />
      <RequestPicker value={requestId} onChange={choose} hint={requestHint} />
      {beginError && (
        <Banner tone="danger" live="alert" title={explainError(beginError).title}>
          {explainError(beginError).message}
        </Banner>
      )}
      {beginning ? (
        <Spinner label={words.beginning} />
      ) : (
        <p className={panel.note}>{words.choose}</p>
      )}
    </div>
  );
}

function IdlePanel() {
  const { ended, calls } = useCallsStore();
  if (ended) {
    const { channel, contactName, lastedMs } = ended;
    const title = words.ended(
      words.endedWhat[channel],
      contactName ?? words.somebodyElse,
      formatDuration(lastedMs),
    );
    return <EmptyState title={title}>{words.endedNext}</EmptyState>;
  }
  return (
    <EmptyState title={words.idleTitle} icon={<PhoneIncoming />}>
      {calls.length > 0 ? words.openCalls(calls.length) : words.idle}
    </EmptyState>
  );
}
