import { expect, test } from 'vitest';
import { beginCall, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { settingsFor } from '#test/support/mail/mail-room.ts';
import { newSmtpStand } from '#test/support/mail/smtp-stand.ts';
import { codeShape } from '#test/support/portal-code.ts';
import { goodPassword, newPortalDesk } from '#test/support/portal-desk.ts';
import { must, openBackend, operatorDesk, signIn } from '#test/support/test-desk.ts';

const { anna, clientId } = demo.larsen;
const minute = 60_000;
const refused = (code: string) => ({ ok: false, error: { code } });

test('a reset goes to the e-mail on file, and its code sets the password once', async () => {
  const desk = await newPortalDesk();
  const { account, operator } = desk;
  const stand = await newSmtpStand();
  must(await desk.supervisor.desk.mail.setSettings(settingsFor(stand.port)));
  const courier = await openBackend(desk.folder, { clock: desk.clock, workers: true });
  const named = { by: 'email', email: account.email.toUpperCase() } as const;
  expect(must(await desk.startReset(named))).toEqual({ mail: 'queued' });
  await expect.poll(() => stand.received.length).toBe(1);
  await courier.close();
  expect(stand.received[0]?.to).toEqual([account.email]);
  const code = codeShape.exec(stand.received[0]?.raw ?? '')?.[0] ?? '';
  const rows = await desk.store.selectFrom('portal_code').selectAll().execute();
  expect(rows).toMatchObject([{ kind: 'reset', used_at: null, ended_at: null }]);
  expect((rows[0]?.expires_at ?? 0) - (rows[0]?.issued_at ?? 0)).toBe(10 * minute);
  expect(JSON.stringify(rows)).not.toContain(code);

  for (const password of ['too short', account.username, 'passwordpassword'])
    expect(await operator.portal.redeem({ code, password })).toMatchObject(
      refused('invalid_input'),
    );
  expect(await desk.redeem(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe('set');
  expect(await desk.redeem(code)).toBe('no_code');
  for (const name of [account.username, account.username.toUpperCase(), clientId])
    expect(await desk.check(name, goodPassword)).toEqual({ kind: 'match', clientId });
  const log = JSON.stringify(await desk.store.selectFrom('audit_log').selectAll().execute());
  for (const secret of [code, account.email, goodPassword]) expect(log).not.toContain(secret);
  expect(desk.log.lines.join()).not.toContain(code);
});

test('what is wrong is answered the same, counted the same, and sends nothing', async () => {
  const desk = await newPortalDesk();
  const byUsername = (username: string) => desk.startReset({ by: 'username', username });
  const right = must(await byUsername(desk.account.username));
  expect(must(await byUsername('somebody.else'))).toEqual(right);
  for (let more = 0; more < 3; more++)
    must(await desk.startReset({ by: 'email', email: 'stranger@evil.example' }));
  for (const username of [desk.account.username, 'somebody.else'])
    expect(await byUsername(username)).toMatchObject(refused('limit_reached'));
  const { mails } = must(await desk.supervisor.desk.mail.list({ before: null }));
  expect(mails).toMatchObject([{ kind: 'reset', state: 'held' }]);
  const matched = (await desk.recorded('portal.reset_started')).map((one) => one.matched);
  expect(matched).toEqual([true, false, false, false, false]);
});

test('a code ends after ten minutes, and when a newer one takes its place', async () => {
  const desk = await newPortalDesk();
  const first = await desk.resetCode();
  const second = await desk.resetCode();
  expect(await desk.redeem(first)).toBe('no_code');
  // A wrong name ends nothing: else any caller could end what another waits for.
  must(await desk.startReset({ by: 'username', username: 'somebody.else' }));
  desk.clock.pass(10 * minute);
  expect(await desk.redeem(second)).toBe('no_code');
  desk.clock.pass(-10 * minute - 1);
  expect(await desk.redeem(second)).toBe('no_code');
  desk.clock.pass(10 * minute);
  expect(await desk.redeem(second)).toBe('set');
});

test('with a code ends the mail that brings it', async () => {
  const desk = await newPortalDesk();
  await desk.resetCode();
  const used = await desk.resetCode();
  const states = async () =>
    must(await desk.supervisor.desk.mail.list({ before: null })).mails.map(({ state }) => state);
  expect(await states()).toEqual(['held', 'expired']);
  await desk.redeem(used);
  expect(await states()).toEqual(['expired', 'expired']);
  const rows = await desk.store.selectFrom('mail_message').select('sealed').execute();
  expect(rows.map(({ sealed }) => sealed.length)).toEqual([0, 0]);
});

test('of many who use one code at once, one sets the password', async () => {
  const desk = await newPortalDesk();
  const code = await desk.resetCode();
  const other = operatorDesk(await desk.another());
  const desks = [desk.operator, other, desk.operator, other, desk.operator, other];
  const kinds = await Promise.all(
    desks.map(async (operator, one) => {
      const password = `${goodPassword} ${one}`;
      const { kind } = must(await operator.portal.redeem({ code, password }));
      return { kind, password };
    }),
  );
  const winners = kinds.filter(({ kind }) => kind === 'set');
  expect(winners).toHaveLength(1);
  expect(await desk.check(clientId, winners[0]?.password ?? '')).toMatchObject({ kind: 'match' });
  expect(await desk.recorded('portal.password_set')).toEqual([{ kind: 'reset' }]);
});

test('a closed account takes no code and has no password, a suspended one does', async () => {
  const desk = await newPortalDesk();
  const code = await desk.resetCode();
  await desk.alter({ status: 'closed' });
  expect(await desk.redeem(code)).toBe('no_code');
  expect(await desk.startReset({ by: 'email', email: desk.account.email })).toMatchObject(
    refused('conflict'),
  );
  await desk.alter({ status: 'suspended' });
  expect(await desk.redeem(code)).toBe('set');
  expect(await desk.check(clientId, goodPassword)).toMatchObject({ kind: 'match' });
  await desk.alter({ status: 'closed' });
  expect(await desk.check(clientId, goodPassword)).toEqual({ kind: 'no_match' });
});

test('without an e-mail on file nothing can be sent, whatever is named', async () => {
  const desk = await newPortalDesk();
  await desk.alter({ email: '' });
  for (const username of [desk.account.username, 'somebody.else'])
    expect(await desk.startReset({ by: 'username', username })).toMatchObject(refused('conflict'));
  expect(await desk.recorded('portal.reset_started')).toEqual([]);
});

test('without a verified caller an agent may do neither, and it is on record', async () => {
  const room = await newDesk();
  const call = await beginCall(room.desk, { contact: anna.name, requestId: 'tell-username' });
  const { accountId } = call.account;
  const leave = { by: 'call' as const, verificationId: call.verificationId };
  const { portal } = room.desk;
  const named = { by: 'username' as const, username: 'larsendata' };
  const asked = async () => [
    await portal.tellUsername({ accountId, leave }),
    await portal.startReset({ accountId, named, leave }),
    await portal.sendSetPassword({ accountId, leave }),
  ];
  for (const answer of await asked()) expect(answer).toMatchObject(refused('not_allowed'));
  await call.say(anna.code);
  for (const answer of await asked()) expect(answer).toMatchObject({ ok: true });
  // Another agent's call is no leave.
  const { username, password } = demo.chatAgent;
  const other = await signIn(room.backend, username, password);
  must(await other.desk.accounts.open({ accountId }));
  expect(await other.desk.portal.startReset({ accountId, named, leave })).toMatchObject(
    refused('not_allowed'),
  );
  for (const use of [
    portal.redeem({ code: 'x', password: goodPassword }),
    portal.checkPassword({ name: 'x', password: goodPassword }),
  ])
    expect(await use).toMatchObject(refused('not_allowed'));
  const { entries } = must(
    await room.supervisor.desk.audit.list({
      filter: { action: 'leave.refused' },
      before: null,
      limit: 10,
    }),
  );
  expect(entries.map(({ details }) => details['change'])).toEqual([
    'portal.start_reset',
    'portal.send_set_password',
    'portal.start_reset',
    'portal.tell_username',
  ]);
});

test('a reset leaves the failures of the contact as they were', async () => {
  const room = await newDesk();
  const call = await beginCall(room.desk, { contact: anna.name });
  await call.say('certainly not the code');
  await call.end();
  const { supervisor } = room;
  const throttle = async () => {
    const again = await beginCall(supervisor.desk, { contact: anna.name });
    await again.end();
    return again.begun.throttle;
  };
  const before = await throttle();
  // By a supervisor's reason, so that no success of the contact's forgives anything.
  must(
    await supervisor.desk.portal.startReset({
      accountId: call.account.accountId,
      named: { by: 'username', username: 'larsendata' },
      leave: { by: 'reason', reason: 'Asked for in writing' },
    }),
  );
  expect(await throttle()).toEqual(before);
  expect(before).toEqual({ kind: 'free', triesLeft: 2 });
});
