import { startSmtpStand } from '../mail/smtp-server.ts';
import type { Canaries } from './canaries.ts';
import type { SecretPlaces } from './secret-places.ts';
import type { SecretsClient } from './secrets-desk.ts';

/**
 * The mail server's password: entered, used at a real server, and repeated by a server that refuses
 * it. What the server gets in mails is searched.
 */
export async function walkMail(
  supervisor: SecretsClient,
  canaries: Canaries,
  places: SecretPlaces,
): Promise<void> {
  let refusing = false;
  const stand = await startSmtpStand({
    allowInsecureAuth: true,
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      refusing ? done(new Error(`no ${password} here`)) : done(null, { user: username ?? '' }),
  });
  try {
    const settings = {
      ...{ host: '127.0.0.1', port: stand.port, security: 'starttls', username: 'desk' },
      ...{ fromName: 'Example Hosting', fromAddress: 'portal@hosting.example' },
      portalAddress: 'https://portal.hosting.example',
    };
    const enter = (path: string, version: number, outcome: string, more = {}) => {
      const password = canaries.secret(path, 'mail.setSettings');
      const input = { ...settings, password, version, ...more };
      return supervisor.expect('mail.setSettings', input, outcome);
    };
    const to = 'supervisor@hosting.example';
    await enter('a mail server’s password', 0, 'value');
    await supervisor.expect('mail.test', { to }, 'sent');
    await enter('a mail server’s password in place of another', 1, 'value');
    refusing = true;
    await supervisor.expect('mail.test', { to }, 'failed');
    await enter('a mail server’s password for settings that were changed', 1, 'conflict');
    await enter('a mail server’s password with a wrong host', 2, 'invalid_input', { host: '' });
    await supervisor.expect('mail.settings', {}, 'value');
    places.add('what the mail server got', stand.received.map(({ raw }) => raw).join('\n'));
  } finally {
    await stand.close();
  }
}
