import { type Handlers, signedIn } from '../platform/call.ts';
import type { CardRefusals } from './card-refusals.ts';
import type { OrdersService } from './orders.service.ts';

/** The orders room's channels. */
export function ordersHandlers(orders: OrdersService, cards: CardRefusals): Handlers<'orders'> {
  return {
    note: (input, context) => orders.note(signedIn(context), input),
    recent: (input, context) => orders.recent(signedIn(context), input),
    noteCardRefused: async ({ place }, context) => {
      await cards.note(context, place);
      return {};
    },
  };
}
