import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { OrderView, ordersChannels } from '#shared/contract/orders.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { LeaveService } from '../leave/leave.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './orders.queries.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly leaves: Pick<LeaveService, 'take' | 'check'>;
}

type Asked<Name extends keyof typeof ordersChannels> = ParsedInputOf<(typeof ordersChannels)[Name]>;

/** Notes what callers order, in words; whoever carries it out sends them a payment link. */
export class OrdersService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Notes an order, once for each `once`. Refuses as leave does, and `conflict`. */
  async note(who: SignedIn, asked: Asked<'note'>): Promise<OrderView> {
    const { store, clock, audit, leaves } = this.#parts;
    const { accountId, words, once, leave } = asked;
    const { staffId, role } = who;
    return store.transaction().execute(async (tx) => {
      const before = await queries.notedAs(tx, once);
      if (before) {
        const same = before.account_id === accountId && before.agent_id === staffId;
        if (same && before.words === words) return queries.orderViewOf(before);
        throw new Refusal('conflict', 'Another order was noted by this already. Begin a new one.');
      }
      const taken = await leaves.take(tx, who, accountId, 'order.note', leave);
      const { verificationId, channel, contactId } = taken;
      const newCustomer = taken.by === 'creation';
      await queries.addOrder(tx, {
        ...{ account_id: accountId, verification_id: verificationId, agent_id: staffId, channel },
        ...{ words, new_customer: newCustomer ? 1 : 0, noted_at: clock.now(), once },
      });
      const noted = await queries.notedAs(tx, once);
      if (!noted) throw new Error('An order that was noted is not there');
      await audit.append(tx, {
        actor: { staffId, role },
        action: 'order.noted',
        outcome: 'done',
        ...{ accountId, contactId, verificationId, channel },
        details: { orderId: noted.id, newCustomer, ...taken.auditDetails },
      });
      return queries.orderViewOf(noted);
    });
  }

  /** The newest orders of an account, newest first. Refuses as leave does. */
  async recent(who: SignedIn, { accountId, leave }: Asked<'recent'>) {
    const { store, leaves } = this.#parts;
    await leaves.check(store, who, accountId, 'order.note', leave);
    return { orders: (await queries.recentOn(store, accountId)).map(queries.orderViewOf) };
  }
}
