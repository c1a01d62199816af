import type { WorkChannel } from '#shared/contract/fields.ts';
import type { OrderView } from '#shared/contract/orders.contract.ts';

/** Noting an order for a new or a returning customer. */
export const ordersStrings = {
  open: 'New order',
  key: 'Note a new order',
  bar: 'order',
  prompt: 'Note the order',
  title: 'New order',
  titleFor: (account: string) => `New order of ${account}`,
  customer: 'Who orders?',
  customers: {
    new: { label: 'A new customer', detail: 'They get an account first, then they order.' },
    returning: {
      label: 'A returning customer',
      detail:
        'Look them up and ask for the security code, as on any call. Then note the order from there.',
    },
  },
  next: { new: 'Make their account', returning: 'Look them up' },
  goOn: 'Go on to the order',
  loading: 'Opening the account…',
  words: 'What they order',
  wordsHelp: 'In words, a line for each thing. Never how they pay: they pay by a link.',
  wordsMissing: 'Write what the caller orders.',
  submit: 'Note the order',
  noted: (number: number) => `Order ${number} is noted`,
  handOff: 'Copy this note into the ticket: whoever works on it sends the payment link.',
  note: {
    text: 'Note for the ticket',
    copy: 'Copy the note',
    copied: 'Copied. Paste it into the ticket.',
    copyFailed: 'It could not be copied. Select the text and copy it by hand.',
  },
  done: 'Done',
  other: 'Another customer',
  recent: 'Noted on this account lately',
  show: 'Show the note',
  showNote: (number: number) => `Show the note of order ${number}`,
  pay: {
    phone:
      'Thank you, I have noted your order. You will get a link by e-mail to pay for it. We never take card numbers by phone.',
    chat: 'Thank you, I have noted your order. You will get a link by e-mail to pay for it. Please never send a card number in a chat.',
  } as const satisfies Record<WorkChannel, string>,
} as const;

const reachedBy = { phone: 'by phone', chat: 'by chat' } as const;

/** What goes into the ticket: who ordered what, and that the payment is still to be asked for. */
export function orderNote(
  order: OrderView,
  account: { readonly name: string; readonly clientId: string },
): string {
  const at = new Date(order.notedAt).toISOString().slice(0, 16).replace('T', ' ');
  return [
    `Order ${order.orderId}, noted by ${order.agentName} on ${at} UTC`,
    `Client: ${account.name}, Client ID ${account.clientId}`,
    `Ordered by: ${whoOrdered(order)}`,
    '',
    order.words,
    '',
    'Payment: please send the payment link to the e-mail address on file. No payment data was taken. Never ask for any by phone, chat or ticket.',
  ].join('\n');
}

function whoOrdered({ newCustomer, contactName, channel }: OrderView): string {
  if (newCustomer) return 'a new customer, whose account was just made';
  if (contactName === null) return 'not verified on a call; noted on a supervisor’s word';
  const by = channel === null ? '' : ` ${reachedBy[channel]}`;
  return `${contactName}, verified${by}`;
}
