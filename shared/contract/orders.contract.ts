import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { id, nothing, paragraph, time, workChannel } from './fields.ts';
import { leave } from './leave.ts';

/** The longest that an order is, in characters. */
export const longestOrder = 1000;

/** Where on a screen a card number was refused: in the look-up, as a code, in any other field. */
export const cardPlace = z.enum(['look_up', 'code', 'text']);
export type CardPlace = z.infer<typeof cardPlace>;

export const orderView = z.strictObject({
  orderId: id,
  notedAt: time,
  /** How the client was reached; null where a colleague noted it by their own reason. */
  channel: workChannel.nullable(),
  /** The account was made for this order, or within the hour before it. */
  newCustomer: z.boolean(),
  /** Who ordered, if a caller was verified. */
  contactName: z.string().nullable(),
  agentName: z.string(),
  words: z.string(),
});
export type OrderView = z.infer<typeof orderView>;

/**
 * Orders that callers give. No payment data is taken or kept with them: whoever carries an order out
 * sends the client a payment link.
 */
export const ordersChannels = defineChannels({
  /**
   * Notes what a new or a returning customer orders. Needs leave, that of having made the account
   * included. Sent twice with the same `once` it is noted once. Refuses `invalid_input` for a card
   * number among the words, `conflict` for a `once` that stands for another order.
   */
  note: {
    access: ['agent', 'supervisor'],
    input: z.strictObject({
      accountId: id,
      words: paragraph(longestOrder),
      once: z.uuid(),
      leave,
    }),
    output: orderView,
  },
  /** The newest five orders noted on an account. Needs the same leave; nothing is recorded. */
  recent: {
    access: ['agent', 'supervisor'],
    passive: true,
    input: z.strictObject({ accountId: id, leave }),
    output: z.strictObject({ orders: z.array(orderView) }),
  },
  /** Puts on record that a screen refused a card number; once an hour for each place and session. */
  noteCardRefused: {
    access: ['agent', 'supervisor'],
    passive: true,
    input: z.strictObject({ place: cardPlace }),
    output: nothing,
  },
});
