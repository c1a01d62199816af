import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Desk } from '#shared/contract/index.ts';
import type { Leave } from '#shared/contract/leave.ts';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { approve, byReason } from '#test/support/codes-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { must, openAccount, operatorDesk } from '#test/support/test-desk.ts';
import { typedAccount } from '#test/support/typed-account.ts';

const { anna, per, clientId } = demo.larsen;
const wish = 'Two more mailboxes\nand the domain vik.example, paid yearly';
const card = '5555 5555 5555 4444';
const creation: Leave = { by: 'creation', channel: 'phone' };

const order = (accountId: number, leave: Leave, words = wish, once = randomUUID()) => ({
  ...{ accountId, leave, words, once },
});

async function newCustomer(desk: Desk): Promise<number> {
  const made = must(await desk.accounts.create(typedAccount));
  if (made.kind !== 'created') throw new Error('The account was not made');
  return made.accountId;
}

/** A caller who said the right code, and what their word is good for. */
async function verified(desk: Desk, { name, code }: { name: string; code: string }) {
  const call = await beginCall(desk, { contact: name });
  await call.say(code);
  const { verificationId } = call;
  const { accountId } = call.account;
  return { ...call, accountId, leave: { by: 'call', verificationId } as const };
}

const noted = async ({ supervisor }: Awaited<ReturnType<typeof newDesk>>) =>
  must(
    await supervisor.desk.audit.list({
      filter: { action: 'order.noted' },
      before: null,
      limit: 20,
    }),
  ).entries;

describe('an order', () => {
  test('of a returning customer is noted on the word of a caller who may ask for it', async () => {
    const parts = await newDesk();
    const { desk } = parts;
    const unverified = await beginCall(desk, { contact: anna.name });
    const { verificationId } = unverified;
    const asked = order(unverified.account.accountId, { by: 'call', verificationId });
    expect(await desk.orders.note(asked)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', details: { need: 'verification' } },
    });
    const { accountId, leave } = await verified(desk, anna);
    expect(must(await desk.orders.note(order(accountId, leave)))).toMatchObject({
      ...{ words: wish, newCustomer: false, channel: 'phone', contactName: anna.name },
    });
    expect(await noted(parts)).toMatchObject([
      {
        ...{ accountId, contactName: anna.name, channel: 'phone', outcome: 'done' },
        details: { newCustomer: false, leave: 'call', requestId: 'add-service' },
      },
    ]);
    expect(JSON.stringify(await noted(parts))).not.toContain('mailboxes');
  });

  test('after a standard code needs a call-back and a supervisor', async () => {
    const parts = await newDesk();
    const { accountId, leave, verificationId } = await verified(parts.desk, per);
    expect(await parts.desk.orders.note(order(accountId, leave))).toMatchObject({
      error: { code: 'not_allowed', details: { need: 'step_up' } },
    });
    await approve(parts, { verificationId }, 'add-service');
    must(await parts.desk.orders.note(order(accountId, leave)));
    expect(await noted(parts)).toHaveLength(1);
  });

  test('of a new customer is noted by whoever made the account, for an hour', async () => {
    const { desk, supervisor, clock } = await newDesk();
    const accountId = await newCustomer(desk);
    expect(must(await desk.orders.note(order(accountId, creation)))).toMatchObject({
      ...{ newCustomer: true, contactName: null, channel: 'phone' },
    });
    must(await supervisor.desk.accounts.open({ accountId }));
    const refusal = { error: { code: 'not_allowed', details: { need: 'verification' } } };
    expect(await supervisor.desk.orders.note(order(accountId, creation))).toMatchObject(refusal);
    clock.pass(60 * 60_000);
    must(await desk.session.unlock({ password: demo.phoneAgent.password }));
    must(await desk.accounts.open({ accountId }));
    expect(await desk.orders.note(order(accountId, creation))).toMatchObject(refusal);
  });

  test('sent twice is noted once; what was used for another order is refused', async () => {
    const parts = await newDesk();
    const { desk, supervisor } = parts;
    const { accountId, leave } = await verified(desk, anna);
    const asked = order(accountId, leave);
    const [one, other] = await Promise.all([desk.orders.note(asked), desk.orders.note(asked)]);
    expect(must(other)).toEqual(must(one));
    expect(await noted(parts)).toHaveLength(1);
    const conflict = { ok: false, error: { code: 'conflict' } };
    expect(await desk.orders.note({ ...asked, words: 'Cancel it all' })).toMatchObject(conflict);
    must(await supervisor.desk.accounts.open({ accountId }));
    expect(await supervisor.desk.orders.note(asked)).toMatchObject(conflict);
  });

  test('with a card number in it is refused, and nothing of it is kept', async () => {
    const parts = await newDesk();
    const { accountId, leave } = await verified(parts.desk, anna);
    const result = await parts.desk.orders.note(order(accountId, leave, `Paid by ${card}`));
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(JSON.stringify(result)).not.toContain('4444');
    expect(must(await parts.desk.orders.recent({ accountId, leave })).orders).toEqual([]);
  });

  test('is shown again, the newest five first, to whoever may note one', async () => {
    const { desk, supervisor } = await newDesk();
    const { account } = await openAccount(supervisor.desk, clientId);
    const { accountId } = account;
    for (let number = 1; number <= 6; number++)
      must(await supervisor.desk.orders.note(order(accountId, byReason, `Order ${number}`)));
    await openAccount(desk, clientId);
    expect(await desk.orders.recent({ accountId, leave: byReason })).toMatchObject({
      error: { code: 'not_allowed' },
    });
    const { leave } = await verified(desk, anna);
    const { orders } = must(await desk.orders.recent({ accountId, leave }));
    expect(orders.map(({ words }) => words)).toEqual(
      [6, 5, 4, 3, 2].map((number) => `Order ${number}`),
    );
  });
});

test('that a card number was refused is on record: where, once an hour for each session', async () => {
  const { agent, supervisor, clock } = await newDesk();
  const tell = async (desk: Desk, place: 'look_up' | 'code' | 'text') =>
    must(await desk.orders.noteCardRefused({ place }));
  await Promise.all(Array.from({ length: 10 }, () => tell(agent.desk, 'code')));
  await tell(agent.desk, 'look_up');
  await tell(supervisor.desk, 'code');
  clock.pass(60 * 60_000);
  must(await agent.desk.session.unlock({ password: demo.phoneAgent.password }));
  must(await supervisor.desk.session.unlock({ password: demo.supervisor.password }));
  await tell(agent.desk, 'code');
  const filter = { filter: { action: 'card.refused' }, before: null, limit: 20 } as const;
  const { entries } = must(await supervisor.desk.audit.list(filter));
  expect(entries.map(({ details }) => details)).toEqual(
    ['code', 'code', 'look_up', 'code'].map((place) => ({ place })),
  );
});

test('so it is where no screen refused it, but what the call is to hold', async () => {
  const { backend, agent, supervisor } = await newDesk();
  const { accountId, leave } = await verified(agent.desk, anna);
  const asked = order(accountId, leave, `Paid by ${card}`);
  for (let sent = 0; sent < 2; sent++)
    expect(await agent.desk.orders.note(asked)).toMatchObject({ error: { code: 'invalid_input' } });
  const paid = { by: 'reason', reason: `Paid by ${card}` } as const;
  await supervisor.desk.orders.note(order(accountId, paid));
  await operatorDesk(backend).import.apply({ runId: 1, reason: paid.reason });
  // Other things that are wrong are nobody's business, and neither is who is not signed in.
  await agent.desk.orders.note({ ...asked, words: '' });
  await backend.call('orders.note', asked, { door: 'web', token: null, operator: false });
  const filter = { filter: { action: 'card.refused' }, before: null, limit: 20 } as const;
  const { entries } = must(await supervisor.desk.audit.list(filter));
  expect(entries.map(({ actorRole, details }) => [actorRole, details])).toEqual(
    ['operator', 'supervisor', 'agent'].map((role) => [role, { place: 'text' }]),
  );
  expect(JSON.stringify(entries)).not.toContain('4444');
});
