import { expect, test } from 'vitest';
import { MailFailure, type MailServer } from '#main/platform/mailer.ts';
import { smtpMailer } from '#main/platform/smtp-mailer.ts';
import { freePort } from '#test/support/free-port.ts';
import { newSilentServer, newSmtpStand, serverAt } from '#test/support/mail/smtp-stand.ts';
import { makeCertificate } from '#test/support/team/certificates.ts';

const mail = {
  messageId: '<one@hosting.example>',
  to: 'anna@client.example',
  subject: 'Set your password – now',
  text: 'The code is 7QX2.',
};

/** What the mailer threw, all of it that a log or a reply could come to show. */
async function failureOf(server: MailServer, mailer = smtpMailer()) {
  const error = await mailer.deliver(mail, server).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MailFailure)) throw new Error('The mail was taken');
  const { error: kind, permanent } = error;
  const shown = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  for (const secret of [mail.to, mail.text, '7QX2', 'anna', 'hunter2 pass', 'not here'])
    expect(shown).not.toContain(secret);
  return { kind, permanent };
}

test('a mail arrives with its sender, its words, and nothing about this computer', async () => {
  const stand = await newSmtpStand();
  await smtpMailer().deliver(mail, serverAt(stand.port));
  const [received] = stand.received;
  expect(received).toMatchObject({ from: 'portal@hosting.example', to: [mail.to] });
  expect(received?.raw).toContain('Message-ID: <one@hosting.example>');
  expect(received?.raw).toContain('From: Example Hosting <portal@hosting.example>');
  expect(received?.raw).toContain('Auto-Submitted: auto-generated');
  expect(received?.raw).toContain(mail.text);
  expect(received?.raw).not.toMatch(/x-mailer|nodemailer/i);
});

test('a header can not be slipped in with a name or an address', async () => {
  const stand = await newSmtpStand();
  const from = { name: 'Desk\r\nBcc: eve@evil.example', address: 'portal@hosting.example' };
  await smtpMailer().deliver(
    { ...mail, subject: 'Hello\r\nBcc: eve@evil.example' },
    serverAt(stand.port, { from }),
  );
  expect(stand.received[0]?.to).toEqual([mail.to]);
  expect(stand.received[0]?.raw).not.toMatch(/^Bcc:/m);
});

test('a refusal is for now (4xx) or for good (5xx), and none of its words is kept', async () => {
  const stand = await newSmtpStand();
  stand.answer = { code: 451, text: `${mail.to} is not here today` };
  expect(await failureOf(serverAt(stand.port))).toEqual({ kind: 'refused', permanent: false });
  stand.answer = { code: 550, text: `${mail.to} is not here` };
  expect(await failureOf(serverAt(stand.port))).toEqual({ kind: 'refused', permanent: true });
  expect(stand.received).toEqual([]);
});

test('nobody at the port, silence, and a server that never ends are all unreachable', async () => {
  const impatient = smtpMailer({ times: { silent: 300, whole: 1000 } });
  const unreachable = { kind: 'unreachable', permanent: false };
  expect(await failureOf(serverAt(await freePort()), impatient)).toEqual(unreachable);
  expect(await failureOf(serverAt(await newSilentServer()), impatient)).toEqual(unreachable);
  // It is never silent for long, so only the time for the whole ends it.
  const dripping = await newSilentServer((socket) => {
    socket.write('220-hello\r\n');
    const drip = setInterval(() => socket.write('220-still here\r\n'), 50);
    socket.on('close', () => clearInterval(drip));
  });
  const patient = smtpMailer({ times: { silent: 20_000, whole: 700 } });
  expect(await failureOf(serverAt(dripping), patient)).toEqual(unreachable);
});

test('a wrong password is told as such', async () => {
  const stand = await newSmtpStand({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === 'right one' ? done(null, { user: 'desk' }) : done(new Error('hunter2 pass')),
  });
  const signIn = { username: 'desk', password: 'hunter2 pass' };
  expect(await failureOf(serverAt(stand.port, { signIn }))).toEqual({
    kind: 'sign_in',
    permanent: false,
  });
  const right = serverAt(stand.port, { signIn: { username: 'desk', password: 'right one' } });
  await smtpMailer().deliver(mail, right);
  expect(stand.received).toHaveLength(1);
});

test('a certificate has to be trusted and to name the server', async () => {
  const authority = await makeCertificate({ name: 'authority', isAuthority: true });
  const good = await makeCertificate({ authority });
  const other = await makeCertificate({
    authority,
    names: ['other.test'],
    addresses: ['10.0.0.1'],
  });
  const at = async ({ cert, private: key }: typeof good) =>
    newSmtpStand({ secure: true, cert, key, disabledCommands: [] });
  const trusting = smtpMailer({ authorities: [authority.cert] });
  const taken = await at(good);
  await trusting.deliver(mail, serverAt(taken.port, { security: 'tls' }));
  expect(taken.received[0]?.underTls).toBe(true);
  const unknown = await failureOf(serverAt(taken.port, { security: 'tls' }));
  expect(unknown).toEqual({ kind: 'tls', permanent: false });
  const misnamed = await at(other);
  expect(await failureOf(serverAt(misnamed.port, { security: 'tls' }), trusting)).toEqual(unknown);
  expect(misnamed.received).toEqual([]);
});

test('STARTTLS is insisted on with every server but one on this computer', async () => {
  const plain = await newSmtpStand();
  // Reaches 127.0.0.1 as well, but is not written as this computer.
  const elsewhere = serverAt(plain.port, { host: '0.0.0.0' });
  expect(await failureOf(elsewhere)).toEqual({ kind: 'tls', permanent: false });
  expect(plain.received).toEqual([]);
  const { cert, private: key } = await makeCertificate();
  const offering = await newSmtpStand({ cert, key, disabledCommands: [] });
  await smtpMailer().deliver(mail, serverAt(offering.port));
  expect(offering.received[0]?.underTls).toBe(true);
});
