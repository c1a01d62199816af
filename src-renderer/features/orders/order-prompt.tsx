import { requestOf } from '#shared/rules/leave-rules.ts';
import { ordersStrings as words } from '../../strings/orders.ts';
import { Button } from '../../ui/button.tsx';
import { openOrderDialog } from './order-dialog.store.ts';

/** At the verdict for a caller who asks to order: the way to note it. */
export function OrderPrompt({ requestId }: { requestId: string }) {
  if (requestId !== requestOf['order.note']) return null;
  return (
    <div>
      <Button tone="primary" onPress={openOrderDialog}>
        {words.prompt}
      </Button>
    </div>
  );
}
