import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { OrderView } from '#shared/contract/orders.contract.ts';
import { orderNote, ordersStrings as words } from '../../strings/orders.ts';
import { Button } from '../../ui/button.tsx';
import { CopySheet } from '../../ui/copy-sheet.tsx';
import { WordsToSay } from '../verification/words-to-say.tsx';
import styles from './orders.module.css';

interface OrderNoteProps {
  order: OrderView;
  account: AccountView;
  /** How the caller on screen is reached. */
  channel: WorkChannel;
  onDone: () => void;
}

/** An order that is noted: what to say about paying, and the note for whoever works on it. */
export function OrderNote({ order, account, channel, onDone }: OrderNoteProps) {
  return (
    <div className={styles.steps}>
      <p className={styles.whose}>{words.noted(order.orderId)}</p>
      <WordsToSay text={words.pay[channel]} channel={channel} />
      <p>{words.handOff}</p>
      <CopySheet words={words.note} text={orderNote(order, account)}>
        <Button onPress={onDone}>{words.done}</Button>
      </CopySheet>
    </div>
  );
}
