import clsx from 'clsx';
import { useRef } from 'react';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { requestOf } from '#shared/rules/leave-rules.ts';
import { accountStrings } from '../../strings/accounts.ts';
import { verdictStrings, verificationStrings as words } from '../../strings/verification.ts';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { useAccountStore } from '../accounts/account.store.ts';
import { AccountPanel } from '../accounts/account-panel.tsx';
import { CallerList } from '../accounts/caller-list.tsx';
import { ContactsDialog } from '../accounts/contacts/contacts-dialog.tsx';
import { EditDialog } from '../accounts/edit/edit-dialog.tsx';
import { ResultsList } from '../accounts/results-list.tsx';
import { CodeDialog } from '../codes/code-dialog/code-dialog.tsx';
import { AnswersStrip } from '../guidance/answers-strip.tsx';
import { closeOrderDialog } from '../orders/order-dialog.store.ts';
import { OrderDialog } from '../orders/order-dialog.tsx';
import { beginCall, nextCaller, openAlone, openFromResult } from './call-actions.ts';
import { CallPanel } from './call-panel.tsx';
import { useActiveCall, useCallsStore } from './calls.store.ts';
import { useNextChannel } from './channel-choice.tsx';
import { CodesEntry } from './codes-entry.tsx';
import { type Pane, showPane, takeFocus, useFocusPlace, usePaneStore } from './desk-focus.ts';
import { useDeskKeys } from './desk-keys.ts';
import styles from './desk-screen.module.css';
import { chooseRequest, useIntakeStore } from './intake.store.ts';
import { NextCallPanel } from './next-call-panel.tsx';
import { useCallPhase } from './use-call-phase.ts';
import { verdictLooks } from './verdict-look.tsx';
import { verdictKey } from './verdict-words.ts';

/** The desk: results, account, this call, from left to right as a call goes. */
export function DeskScreen() {
  const pane = usePaneStore((state) => state.pane);
  const call = useActiveCall();
  const openAccountId = useAccountStore(({ account }) => account?.accountId ?? null);
  const callChannel = useCallChannel(call);
  useDeskKeys(call);
  return (
    <div className={styles.desk} data-pane={pane}>
      <h1 className={styles.heading}>{words.desk}</h1>
      <PaneTabs pane={pane} call={call} />
      <div className={styles.columns}>
        <section aria-label={words.tabs.results} className={clsx(styles.column, styles.results)}>
          <ResultsList
            openAccountId={openAccountId}
            onChoose={({ accountId, match }) => void openFromResult(accountId, match.contactId)}
          />
        </section>
        <section aria-label={accountStrings.panel} className={clsx(styles.column, styles.account)}>
          <AccountPanel>
            <Callers call={call} />
            <CodesEntry call={call} />
          </AccountPanel>
        </section>
        <section aria-label={words.panel} className={clsx(styles.column, styles.call)}>
          <div className={styles.callBody}>
            {call ? <CallPanel key={call.verificationId} call={call} /> : <NextCallPanel />}
          </div>
          <AnswersStrip channel={callChannel} />
        </section>
      </div>
      <CodeDialog />
      <ContactsDialog />
      <EditDialog />
      <OrderDialog
        channel={callChannel}
        onMade={(accountId) => void openAlone(accountId, null)}
        onLookUp={lookUpToOrder}
      />
    </div>
  );
}

/** A returning customer who orders: the next call begins with that request. */
function lookUpToOrder(): void {
  closeOrderDialog();
  chooseRequest(requestOf['order.note']);
  nextCaller();
}

function Callers({ call }: { call: VerificationView | null }) {
  const { account, likelyCallerId } = useAccountStore();
  const { requestId } = useIntakeStore();
  const channel = useCallChannel(call);
  const beginning = useCallsStore((state) => state.beginning);
  const row = useRef<HTMLButtonElement>(null);
  useFocusPlace('caller', () => takeFocus(row.current));
  const hint = useKeyHint('C');
  if (!account) return null;
  const { accountId } = account;
  const begin = (contactId: number | null) => {
    const wanted = call?.requestId ?? requestId;
    if (wanted === null) return;
    void beginCall({ accountId, contactId, channel, requestId: wanted });
  };
  return (
    <CallerList
      key={accountId}
      contacts={account.contacts}
      chosenId={call?.accountId === accountId ? call.contactId : undefined}
      likelyId={likelyCallerId}
      onChoose={begin}
      busy={beginning}
      hint={hint}
      rowRef={row}
    />
  );
}

/** How the caller on screen is reached, or the next one will be. */
function useCallChannel(call: VerificationView | null): WorkChannel {
  const next = useNextChannel();
  return call?.channel ?? next;
}

/** Where the window is narrow: one column at a time, the verdict always in sight. */
function PaneTabs({ pane, call }: { pane: Pane; call: VerificationView | null }) {
  const panes: readonly Pane[] = ['results', 'account', 'call'];
  return (
    <nav aria-label={words.columns} className={styles.tabs}>
      {panes.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === pane ? 'true' : undefined}
          className={styles.tab}
          onClick={() => showPane(name)}
        >
          {words.tabs[name]}
          {name === 'call' && call && <TabVerdict call={call} />}
        </button>
      ))}
    </nav>
  );
}

function TabVerdict({ call }: { call: VerificationView }) {
  const key = verdictKey(useCallPhase(call), false);
  if (key === 'ready') return null;
  const { tone, Icon } = verdictLooks[key];
  return (
    <span className={clsx(styles.tabVerdict, styles[tone])}>
      <Icon aria-hidden="true" />
      {verdictStrings.words[key]}
    </span>
  );
}
