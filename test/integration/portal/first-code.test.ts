import { expect, test } from 'vitest';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { PortalCodesService } from '#main/portal/portal-codes.service.ts';
import { newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { newMailRoom } from '#test/support/mail/mail-room.ts';
import { goodPassword, newestCode } from '#test/support/portal-desk.ts';
import { must, operatorDesk, signIn, testHashCost } from '#test/support/test-desk.ts';

const hour = 3_600_000;
const typed = {
  ...{ name: 'Nora Vik', company: '', email: 'nora@vik.example', phone: '22 41 50 99' },
  ...{ country: 'NO', address1: 'Storgata 1', address2: '', postalCode: '0155', city: 'Oslo' },
  ...{ region: '', username: 'noravik', clientId: '' },
};
const creation = { by: 'creation', channel: 'phone' } as const;
const refused = (code: string) => ({ ok: false, error: { code } });

/** A desk whose agent has just made an account. */
async function deskWithNewAccount() {
  const room = await newDesk();
  const made = must(await room.desk.accounts.create(typed));
  if (made.kind !== 'created') throw new Error('The account was refused');
  const { mail } = room.supervisor.desk;
  return {
    ...room,
    made,
    operator: operatorDesk(room.backend),
    send: (desk = room.desk) =>
      desk.portal.sendSetPassword({ accountId: made.accountId, leave: creation }),
    mails: async () => must(await mail.list({ before: null })).mails,
    code: () => newestCode(mail),
  };
}

test('a new account is mailed a code to choose the password with, and so are its sign-in words', async () => {
  const desk = await deskWithNewAccount();
  expect(desk.made.mail).toBe('held');
  const [mail, ...more] = await desk.mails();
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    ...{ kind: 'set_password', state: 'held', clientId: desk.made.clientId },
    expiresAt: desk.clock.now() + 24 * hour,
  });
  const { text, recipient } = must(
    await desk.supervisor.desk.mail.read({ mailId: mail?.mailId ?? 0, reason: 'Read out' }),
  );
  expect(recipient).toBe(typed.email);
  for (const words of [typed.username, desk.made.clientId]) expect(text).toContain(words);
  const { portal } = desk.operator;
  const redeemed = await portal.redeem({ code: await desk.code(), password: goodPassword });
  expect(must(redeemed)).toEqual({ kind: 'set' });
  expect(must(await portal.checkPassword({ name: 'noravik', password: goodPassword }))).toEqual({
    ...{ kind: 'match', clientId: desk.made.clientId },
  });
});

test('an account that is not made sends nothing', async () => {
  const desk = await deskWithNewAccount();
  // Sent twice is the same press; a taken username is a refusal.
  expect(must(await desk.desk.accounts.create(typed))).toEqual(desk.made);
  const taken = must(await desk.supervisor.desk.accounts.create(typed));
  expect(taken.kind).toBe('refused');
  expect(await desk.mails()).toHaveLength(1);
});

test('its maker can have the code sent again for an hour, five times; the newest one works', async () => {
  const desk = await deskWithNewAccount();
  const first = await desk.code();
  expect(must(await desk.send())).toEqual({ mail: 'held' });
  const second = await desk.code();
  const redeem = async (code: string) =>
    must(await desk.operator.portal.redeem({ code, password: goodPassword })).kind;
  expect(await redeem(first)).toBe('no_code');
  for (let more = 0; more < 3; more++) must(await desk.send());
  expect(await desk.send()).toMatchObject(refused('limit_reached'));
  expect(await redeem(second)).toBe('no_code');
  expect(await redeem(await desk.code())).toBe('set');
  expect(await desk.send()).toMatchObject(refused('conflict'));
});

test('nobody else has that leave, nor its maker after an hour', async () => {
  const desk = await deskWithNewAccount();
  const { username, password } = demo.chatAgent;
  const other = await signIn(desk.backend, username, password);
  must(await other.desk.accounts.open({ accountId: desk.made.accountId }));
  expect(await desk.send(other.desk)).toMatchObject(refused('not_allowed'));
  desk.clock.pass(hour);
  const again = await signIn(desk.backend, demo.phoneAgent.username, demo.phoneAgent.password);
  must(await again.desk.accounts.open({ accountId: desk.made.accountId }));
  expect(await desk.send(again.desk)).toMatchObject(refused('not_allowed'));
  // A supervisor may, with a reason.
  const lead = await signIn(desk.backend, demo.supervisor.username, demo.supervisor.password);
  const { accountId } = desk.made;
  must(await lead.desk.accounts.open({ accountId }));
  const leave = { by: 'reason', reason: 'Came by with an identity card' } as const;
  must(await lead.desk.portal.sendSetPassword({ accountId, leave }));
});

test('a code goes with what makes the account, and ends when the e-mail on file is changed', async () => {
  const room = await newMailRoom();
  const { store, clock, audit, outbox, secrets, accountId, backend } = room;
  const hasher = new SecretHasher(secrets.peppers, secrets.currentPepperId, testHashCost);
  const codes = new PortalCodesService({ clock, audit, hasher, outbox });
  const by = { sessionId: 1, staffId: 1, role: 'agent' } as const;
  const undone = store.transaction().execute(async (tx) => {
    await codes.setPasswordCode(tx, accountId, by);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await room.list()).toEqual([]);
  await store.transaction().execute((tx) => codes.setPasswordCode(tx, accountId, by));
  const code = await newestCode(room.supervisor.desk.mail);
  await store.transaction().execute((tx) => codes.endCodes(tx, accountId));
  expect(await room.list()).toMatchObject([{ state: 'expired', recipient: null }]);
  const redeemed = await operatorDesk(backend).portal.redeem({ code, password: goodPassword });
  expect(must(redeemed)).toEqual({ kind: 'no_code' });
});
