import { useState } from 'react';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import { longestOrder, type OrderView } from '#shared/contract/orders.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { ordersStrings as words } from '../../strings/orders.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useAction } from '../../ui/use-action.ts';
import { LeavePart } from '../leave/leave-part.tsx';
import { useLeave } from '../leave/use-leave.ts';
import styles from './orders.module.css';
import { RecentOrders } from './recent-orders.tsx';

interface OrderFormProps {
  account: AccountView;
  /** It is noted, or one that was noted before is looked at again. */
  onNoted: (order: OrderView) => void;
  /** It is somebody else who orders. */
  onOther: () => void;
}

/** What the customer orders, in words, on whose word. */
export function OrderForm({ account, onNoted, onOther }: OrderFormProps) {
  const { accountId } = account;
  const leave = useLeave(accountId, { change: 'order.note' });
  const [order, setOrder] = useState('');
  const [judged, setJudged] = useState(false);
  // One press of the button is one order, however often it is sent.
  const [once] = useState(() => crypto.randomUUID());
  const { busy, error, run } = useAction(desk.orders.note);
  const missing = order.trim() === '';

  const submit = async () => {
    setJudged(true);
    if (leave.leave === null || missing) return;
    const noted = await run({ accountId, words: order, once, leave: leave.leave });
    if (noted) onNoted(noted);
  };

  return (
    <Form label={words.titleFor(account.name)} onSubmit={() => void submit()}>
      <p className={styles.whose}>
        <bdi>{account.name}</bdi> <span className={styles.quiet}>#{account.clientId}</span>
      </p>
      <LeavePart state={leave} judged={judged} />
      {leave.leave && <RecentOrders accountId={accountId} leave={leave.leave} onChoose={onNoted} />}
      <TextArea
        label={words.words}
        help={words.wordsHelp}
        error={judged && missing ? words.wordsMissing : undefined}
        required
        autoFocus
        maxLength={longestOrder}
        value={order}
        onChange={setOrder}
      />
      <FormEnd submit={words.submit} busy={busy} error={error}>
        <Button onPress={onOther}>{words.other}</Button>
      </FormEnd>
    </Form>
  );
}
