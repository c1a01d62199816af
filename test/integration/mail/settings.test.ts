import { expect, test } from 'vitest';
import { newMailRoom, serverPassword, settingsFor } from '#test/support/mail/mail-room.ts';
import { newSmtpStand } from '#test/support/mail/smtp-stand.ts';
import { must } from '#test/support/test-desk.ts';

const signIn = { username: 'desk', password: serverPassword };

test('the settings are shown without the password, which is sealed in the store', async () => {
  const room = await newMailRoom();
  const { mail } = room.supervisor.desk;
  expect(must(await mail.settings({}))).toEqual({ settings: null });
  const { password, ...shown } = settingsFor(587, { username: 'desk', version: 1 });
  expect(await room.set(587, signIn)).toEqual({ ...shown, hasPassword: true });
  expect(password).toBeNull();
  expect(must(await mail.settings({}))).toEqual({ settings: { ...shown, hasPassword: true } });
  expect(await room.storedBytes()).not.toContain(serverPassword);
  expect((await room.recorded()).at(-1)).toEqual({
    action: 'mail.settings_changed',
    hasPassword: true,
  });
});

test('a password is kept for the same server and username, and told to no other', async () => {
  const room = await newMailRoom();
  const { mail } = room.supervisor.desk;
  await room.set(587, signIn);
  const kept = await room.set(587, { username: 'desk', fromName: 'Hosting', version: 1 });
  expect(kept).toMatchObject({ fromName: 'Hosting', hasPassword: true, version: 2 });
  for (const other of [
    { host: 'mail.evil.example' },
    { port: 2525 },
    { security: 'tls' as const },
    { username: 'somebody' },
  ]) {
    const input = { ...settingsFor(587, { username: 'desk', version: 2 }), ...other };
    expect(await mail.setSettings(input)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', details: { field: 'password' } },
    });
  }
  const without = await room.set(2525, { username: null, version: 2 });
  expect(without.hasPassword).toBe(false);
});

test('of two supervisors who change them, the second is told', async () => {
  const room = await newMailRoom();
  await room.set(587);
  expect(await room.supervisor.desk.mail.setSettings(settingsFor(588))).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
});

test('what is no address of a mail server, a sender or a Portal is refused', async () => {
  const room = await newMailRoom();
  const { mail } = room.supervisor.desk;
  for (const wrong of [
    { host: 'mail.example/../x' },
    { host: '' },
    { fromAddress: 'portal' },
    { fromAddress: 'a@b.example, c@d.example' },
    { fromAddress: 'Portal <a@b.example>' },
    { portalAddress: 'http://portal.example' },
    { fromName: 'Desk\r\nBcc: eve@evil.example' },
    { port: 0 },
  ])
    expect(await mail.setSettings(settingsFor(25, wrong))).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
});

test('a test mail says what the server said of it, in closed words', async () => {
  const room = await newMailRoom();
  const { mail } = room.supervisor.desk;
  const to = 'supervisor@hosting.example';
  expect(await mail.test({ to })).toMatchObject({ ok: false, error: { code: 'conflict' } });
  const stand = await newSmtpStand({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === serverPassword ? done(null, { user: 'desk' }) : done(new Error('no')),
  });
  await room.set(stand.port, signIn);
  expect(must(await mail.test({ to }))).toEqual({ kind: 'sent' });
  expect(stand.received).toMatchObject([{ to: [to] }]);
  await room.set(stand.port, { ...signIn, password: 'another one', version: 1 });
  expect(must(await mail.test({ to }))).toEqual({ kind: 'failed', error: 'sign_in' });
  expect((await room.recorded()).slice(-1)).toEqual([{ action: 'mail.tested', error: 'sign_in' }]);
});
