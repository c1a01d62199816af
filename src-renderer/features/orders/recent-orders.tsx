import { useEffect, useState } from 'react';
import type { Leave } from '#shared/contract/leave.ts';
import type { OrderView } from '#shared/contract/orders.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { ordersStrings as words } from '../../strings/orders.ts';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './orders.module.css';

interface RecentOrdersProps {
  accountId: number;
  leave: Leave;
  onChoose: (order: OrderView) => void;
}

/** What was noted on the account before, so that nothing is ordered twice and no note is lost. */
export function RecentOrders({ accountId, leave, onChoose }: RecentOrdersProps) {
  const [error, setError] = useState<CallError | null>(null);
  const [orders, setOrders] = useState<readonly OrderView[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, whatever is written on as a reason.
  useEffect(() => {
    void desk.orders.recent({ accountId, leave }).then((found) => {
      if (found.ok) setOrders(found.value.orders);
      else setError(found.error);
    });
  }, [accountId]);
  if (error) return <FormError error={error} />;
  if (orders.length === 0) return null;
  return (
    <section aria-label={words.recent} className={styles.recent}>
      <h3 className={styles.heading}>{words.recent}</h3>
      <ul>
        {orders.map((order) => (
          <li key={order.orderId} className={styles.row}>
            <Time at={order.notedAt} />
            <span className={styles.words}>{order.words}</span>
            <Button
              size="small"
              label={words.showNote(order.orderId)}
              onPress={() => onChoose(order)}
            >
              {words.show}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
