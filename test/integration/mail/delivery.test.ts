import { expect, test } from 'vitest';
import { pauseAfter } from '#main/mail/mail-delivery.ts';
import { freePort } from '#test/support/free-port.ts';
import { newMailRoom, secretCode, settingsFor } from '#test/support/mail/mail-room.ts';
import { newSilentServer, newSmtpStand } from '#test/support/mail/smtp-stand.ts';
import { must } from '#test/support/test-desk.ts';

const minute = 60_000;

test('a mail goes out in the words of its kind, and its words are forgotten', async () => {
  const room = await newMailRoom();
  const stand = await newSmtpStand();
  await room.set(stand.port);
  expect(await room.queue('set_password', 60)).toBe('queued');
  expect(await room.delivery.due()).toBe(true);
  await room.delivery.step();
  const [received] = stand.received;
  expect(received?.to).toEqual(['anna@larsen.example']);
  expect(received?.raw).toContain(secretCode);
  expect(received?.raw).toContain('https://portal.hosting.example');
  expect(await room.list()).toMatchObject([
    { state: 'sent', kind: 'set_password', recipient: null, tries: 1, lastError: null },
  ]);
  const [row] = await room.store.selectFrom('mail_message').select('sealed').execute();
  expect(row?.sealed).toHaveLength(0);
  expect(await room.delivery.due()).toBe(false);
  expect((await room.recorded()).map(({ action }) => action)).toEqual([
    'mail.settings_changed',
    'mail.queued',
    'mail.sent',
  ]);
});

test('neither recipient nor code is readable in the store, the log or a reply', async () => {
  const room = await newMailRoom();
  await room.queue();
  for (const secret of [secretCode, 'anna@larsen', 'larsendata'])
    expect(await room.storedBytes()).not.toContain(secret);
  const shown = JSON.stringify(await room.list());
  expect(shown).toContain('a•••@la•••.example');
  expect(shown).not.toContain('larsendata');
  expect(room.log.lines.join()).not.toMatch(/anna@|QQ7X/);
});

test('a mail’s words open in their own row and for their own account only', async () => {
  const room = await newMailRoom();
  await room.queue();
  await room.queue();
  const [first, second] = await room.store.selectFrom('mail_message').selectAll().execute();
  if (!first || !second) throw new Error('Two mails were queued');
  const { id } = await room.store
    .selectFrom('account')
    .select('id')
    .where('id', '!=', room.accountId)
    .limit(1)
    .executeTakeFirstOrThrow();
  // As somebody could who can write to the database: the words of one mail in the place of another,
  // and a mail given to another account.
  for (const forged of [{ sealed: second.sealed }, { account_id: id, sealed: first.sealed }]) {
    await room.store
      .updateTable('mail_message')
      .set(forged as never)
      .where('id', '=', first.id)
      .execute();
    const read = await room.supervisor.desk.mail.read({ mailId: first.id, reason: 'Test' });
    expect(read).toMatchObject({ ok: false, error: { code: 'internal' } });
  }
  must(await room.supervisor.desk.mail.read({ mailId: second.id, reason: 'Test' }));
  const shown = [{ recipient: 'a•••@la•••.example' }, { recipient: null }];
  expect(await room.list()).toMatchObject(shown);

  const stand = await newSmtpStand();
  await room.set(stand.port);
  await room.delivery.step();
  await room.delivery.step();
  expect(await room.list()).toMatchObject([{ state: 'sent' }, { state: 'failed', tries: 1 }]);
  expect(stand.received).toHaveLength(1);
});

test('what is refused for now, or not answered, is tried again after growing pauses', async () => {
  const room = await newMailRoom();
  const stand = await newSmtpStand();
  stand.answer = { code: 451, text: 'not now, anna@larsen.example' };
  await room.set(stand.port);
  await room.queue('reset', 10_000);
  const pauses: number[] = [];
  for (let tries = 1; tries <= 9; tries++) {
    await room.delivery.step();
    const [mail] = await room.list();
    expect(mail).toMatchObject({ state: 'waiting', tries, lastError: 'refused' });
    expect(await room.delivery.due()).toBe(false);
    const pause = (mail?.nextTryAt ?? 0) - room.clock.now();
    pauses.push(pause / 1000);
    room.clock.pass(pause);
    expect(await room.delivery.due()).toBe(true);
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  expect(pauseAfter(10)).toBe(60 * minute);
  await room.delivery.step();
  expect(await room.list()).toMatchObject([{ state: 'failed', tries: 10, nextTryAt: null }]);
  expect((await room.recorded()).at(-1)).toMatchObject({ action: 'mail.failed', error: 'refused' });
  expect(await room.storedBytes()).not.toContain('not now');

  const [mail] = await room.list();
  stand.answer = null;
  const { mail: again } = await room.signedInAgain();
  must(await again.retry({ mailId: mail?.mailId ?? 0 }));
  await room.delivery.step();
  expect(await room.list()).toMatchObject([{ state: 'sent' }]);
  expect((await room.recorded()).map(({ action }) => action).slice(-2)).toEqual([
    'mail.retried',
    'mail.sent',
  ]);
});

test('what is refused for good is given up at once, and only a failed mail is retried', async () => {
  const room = await newMailRoom();
  const stand = await newSmtpStand();
  stand.answer = { code: 550, text: 'no such person' };
  await room.set(stand.port);
  await room.queue();
  const [waiting] = await room.list();
  const mailId = waiting?.mailId ?? 0;
  const early = await room.supervisor.desk.mail.retry({ mailId });
  expect(early).toMatchObject({ ok: false, error: { code: 'conflict' } });
  await room.delivery.step();
  expect(await room.list()).toMatchObject([{ state: 'failed', tries: 1, lastError: 'refused' }]);
});

test('when the server answers again, what waited for it goes out without its pause', async () => {
  const room = await newMailRoom();
  await room.set(await freePort());
  await room.queue();
  await room.delivery.step();
  expect(await room.list()).toMatchObject([{ state: 'waiting', lastError: 'unreachable' }]);
  const stand = await newSmtpStand();
  await room.set(stand.port, { version: 1 });
  expect(await room.delivery.due()).toBe(true);
  await room.delivery.step();
  expect(stand.received).toHaveLength(1);
});

test('a code, which runs out, does not wait behind the notices of an import', async () => {
  const room = await newMailRoom();
  const stand = await newSmtpStand();
  await room.set(stand.port);
  await room.queueNotices(3);
  room.clock.pass(minute);
  await room.queue('reset');
  await room.queueNotices(1);
  await room.delivery.step();
  await room.delivery.step();
  await room.delivery.step();
  // Newest first: of what does not run out, what has waited longest.
  expect((await room.list()).map(({ kind, state }) => [kind, state])).toEqual([
    ['notice', 'waiting'],
    ['reset', 'sent'],
    ['notice', 'waiting'],
    ['notice', 'sent'],
    ['notice', 'sent'],
  ]);
  expect(stand.received[0]?.raw).toContain(secretCode);
});

test('a server that hangs holds up its own delivery and nothing else', async () => {
  const room = await newMailRoom();
  await room.set(await newSilentServer());
  await room.queue();
  const step = room.delivery.step();
  // The desk goes on meanwhile: it writes, too.
  must(await room.desk.accounts.open({ accountId: room.accountId }));
  expect(await room.queue()).toBe('queued');
  await step;
  const [second, first] = await room.list();
  expect(first).toMatchObject({ tries: 1, lastError: 'unreachable' });
  expect(second).toMatchObject({ tries: 0, state: 'waiting' });
});

test('a mail whose code has run out is not sent, and its words are forgotten', async () => {
  const room = await newMailRoom();
  const stand = await newSmtpStand();
  await room.queue('reset', 10);
  room.clock.pass(10 * minute);
  expect(await room.delivery.due()).toBe(true);
  await room.delivery.step();
  expect(await room.list()).toMatchObject([{ state: 'expired', recipient: null }]);
  await room.set(stand.port);
  expect(await room.delivery.due()).toBe(false);
  expect(stand.received).toEqual([]);
  expect((await room.recorded()).map(({ action }) => action)).toContain('mail.expired');
});

test('without settings mail is held, can be read with a reason, and goes out once there are some', async () => {
  const room = await newMailRoom();
  const { mail } = room.supervisor.desk;
  expect(await room.queue()).toBe('held');
  expect(await room.delivery.due()).toBe(false);
  expect(must(await mail.list({ before: null }))).toMatchObject({
    hasSettings: false,
    mails: [{ state: 'held', clientId: '104882', recipient: 'a•••@la•••.example' }],
  });
  const [held] = await room.list();
  const mailId = held?.mailId ?? 0;
  const read = must(await mail.read({ mailId, reason: 'No server yet; read out to the client' }));
  expect(read.recipient).toBe('anna@larsen.example');
  expect(read.text).toContain(secretCode);
  expect((await room.recorded()).at(-1)).toMatchObject({ action: 'mail.read', mailId });

  const stand = await newSmtpStand();
  await room.set(stand.port);
  expect(await mail.read({ mailId, reason: 'Again' })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  await room.delivery.step();
  expect(stand.received).toHaveLength(1);
});

test('agents see nothing of the outbox and its settings', async () => {
  const room = await newMailRoom();
  const { mail } = room.desk;
  const refused = { ok: false, error: { code: 'not_allowed' } };
  expect(await mail.list({ before: null })).toMatchObject(refused);
  expect(await mail.settings({})).toMatchObject(refused);
  expect(await mail.setSettings(settingsFor(25))).toMatchObject(refused);
  expect(await mail.read({ mailId: 1, reason: 'x' })).toMatchObject(refused);
});
