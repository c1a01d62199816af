import type { WorkChannel } from '#shared/contract/fields.ts';
import { ordersStrings as words } from '../../strings/orders.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { NewOrder, type NewOrderProps } from './new-order.tsx';
import { closeOrderDialog, useOrderDialog } from './order-dialog.store.ts';

interface OrderDialogProps extends Omit<NewOrderProps, 'onDone'> {
  /** How the caller on screen is reached. */
  channel: WorkChannel;
}

/** The dialogue in which an order is noted, while it is asked for. */
export function OrderDialog(props: OrderDialogProps) {
  const open = useOrderDialog((state) => state.open);
  if (!open) return null;
  return (
    <Dialog open sticky width="large" title={words.title} onClose={closeOrderDialog}>
      <NewOrder {...props} onDone={closeOrderDialog} />
    </Dialog>
  );
}
