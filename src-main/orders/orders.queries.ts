import type { OrderView } from '#shared/contract/orders.contract.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

/** So many of an account's orders are shown. */
const recentOrders = 5;

/** Orders with who gave and who noted them; the caller's name is not kept with the order itself. */
function orders(store: Store) {
  return store
    .selectFrom('new_order')
    .innerJoin('staff', 'staff.id', 'new_order.agent_id')
    .leftJoin('verification', 'verification.id', 'new_order.verification_id')
    .leftJoin('contact', 'contact.id', 'verification.contact_id')
    .select(['new_order.id', 'new_order.account_id', 'new_order.agent_id', 'words', 'noted_at'])
    .select([
      'new_order.channel',
      'new_customer',
      'staff.name as agent',
      'contact.name as contact',
    ]);
}

type OrderRow = Awaited<ReturnType<ReturnType<typeof orders>['executeTakeFirstOrThrow']>>;

/** The order that was noted under this name for one press of a button. */
export function notedAs(store: Store, once: string): Promise<OrderRow | undefined> {
  return orders(store).where('once', '=', once).executeTakeFirst();
}

/** The newest orders of an account. */
export function recentOn(store: Store, accountId: number): Promise<OrderRow[]> {
  return orders(store)
    .where('new_order.account_id', '=', accountId)
    .orderBy('new_order.id', 'desc')
    .limit(recentOrders)
    .execute();
}

interface NewOrder {
  readonly account_id: number;
  readonly verification_id: number | null;
  readonly agent_id: number;
  readonly channel: OrderView['channel'];
  readonly words: string;
  readonly new_customer: 0 | 1;
  readonly noted_at: number;
  readonly once: string;
}

export async function addOrder(tx: Tx, order: NewOrder): Promise<void> {
  await tx.insertInto('new_order').values(order).execute();
}

export function orderViewOf(row: OrderRow): OrderView {
  return {
    orderId: row.id,
    notedAt: row.noted_at,
    channel: row.channel,
    newCustomer: row.new_customer === 1,
    contactName: row.contact,
    agentName: row.agent,
    words: row.words,
  };
}
