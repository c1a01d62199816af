import type { MailView } from '#shared/contract/mail.contract.ts';
import type { Canaries } from './canaries.ts';
import { openAccount } from './open-account.ts';
import type { SecretPlaces } from './secret-places.ts';
import { runCommand, type SecretsClient } from './secrets-desk.ts';
import { addAccount } from './set-up-flow.ts';

const leave = { by: 'reason', reason: 'The client wrote a signed letter' };

/**
 * A code for the Portal: mailed, read while it is held, and used on the command line; the Portal's
 * passwords, set and checked there; and both where they don't belong.
 */
export async function walkPortal(
  dataFolder: string,
  supervisor: SecretsClient,
  canaries: Canaries,
  places: SecretPlaces,
): Promise<void> {
  const { clientId } = await addAccount(dataFolder, canaries, '700001');
  const { accountId } = await openAccount(supervisor, clientId);
  const reset = (named: object) =>
    supervisor.expect('portal.startReset', { accountId, named, leave }, 'value');
  const typed = (path: string) => canaries.secret(path, 'portal.startReset');
  await reset({ by: 'username', username: typed('a password as the username of a reset') });
  await reset({ by: 'email', email: typed('a password as the e-mail of a reset') });
  const asked = (path: string, channel: string) => canaries.secret(path, channel);
  const code = asked('a Portal code at the desk', 'portal.redeem');
  const chosen = asked('a Portal password at the desk', 'portal.redeem');
  await supervisor.expect('portal.redeem', { code, password: chosen }, 'not_allowed');
  const checked = asked('a Portal password checked at the desk', 'portal.checkPassword');
  const check = { name: clientId, password: checked };
  await supervisor.expect('portal.checkPassword', check, 'not_allowed');

  await supervisor.expect('portal.sendSetPassword', { accountId, leave }, 'value');
  const list = { before: null };
  const { mails } = await supervisor.expect<{ mails: MailView[] }>('mail.list', list, 'value');
  const read = { mailId: mails[0]?.mailId, reason: 'Read out to the client' };
  const { text } = await supervisor.expect<{ text: string }>('mail.read', read, 'value');
  const mailed = /(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  canaries.mailed('a Portal code that is mailed, read and used', mailed);

  const run = async (expected: number, args: readonly string[], ...lines: string[]) => {
    const place = ['--data-folder', dataFolder];
    const code = await runCommand(['portal', ...args, ...place], `${lines.join('\n')}\n`, places);
    if (code !== expected) throw new Error(`portal ${args[0]} ended with ${code}`);
  };
  const made = (path: string) => canaries.secret(path, 'none');
  const redeem = ['redeem', '--secrets-stdin'];
  const checkOf = (name: string) => ['check-password', name, '--password-stdin'];
  const password = made('a Portal password that is set');
  await run(1, redeem, made('a Portal code that nobody was sent'), made('a password with it'));
  await run(0, redeem, mailed, password);
  await run(1, redeem, mailed, made('a Portal password for a code that is used up'));
  await run(0, checkOf(clientId), password);
  await run(1, checkOf(clientId), made('a wrong Portal password'));
  await run(1, checkOf('nobody.here'), made('a Portal password of nobody'));
}
