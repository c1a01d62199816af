import { randomUUID } from 'node:crypto';
import type { Round } from './desk-flow.ts';
import { openAccount } from './open-account.ts';
import { addAccount } from './set-up-flow.ts';

/** Orders, and card numbers in every field that keeps what is written in it. */
export async function walkOrders(round: Round): Promise<void> {
  const { desk, canaries, supervisor } = round;
  const { clientId } = await addAccount(desk.dataFolder, canaries, `7${round.clientId}`);
  const { accountId } = await openAccount(supervisor, clientId);
  const leave = { by: 'reason', reason: 'The client wrote a signed letter' };
  const order = { accountId, words: 'Two mailboxes', once: randomUUID(), leave };
  await supervisor.expect('orders.note', order, 'value');
  const card = (path: string) => `Paid with ${canaries.card(path)}`;
  for (const wrong of [
    { words: card('a card number in an order') },
    { leave: { by: 'reason', reason: card('a card number in a reason') } },
  ])
    await supervisor.expect('orders.note', { ...order, ...wrong }, 'invalid_input');
  const query = canaries.card('a card number in the look-up');
  await supervisor.expect('accounts.search', { query }, 'value');
  await supervisor.expect('orders.noteCardRefused', { place: 'look_up' }, 'value');
}
