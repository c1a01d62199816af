import type { CodesView, codesChannels } from '#shared/contract/codes.contract.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { MailView } from '#shared/contract/mail.contract.ts';
import type { Round } from './desk-flow.ts';
import { openAccount } from './open-account.ts';
import { addAccount } from './set-up-flow.ts';

type Drawn = OutputOf<(typeof codesChannels)['generate']>;

const leave = { by: 'reason', reason: 'The client wrote a signed letter' };

/** Sets, replaces, draws and takes codes away, and reads what the client is told of it. */
export async function walkCodes(round: Round): Promise<void> {
  const { desk, canaries, supervisor } = round;
  const made = (path: string, channel = 'codes.set') => canaries.secret(path, channel);
  const { clientId } = await addAccount(desk.dataFolder, canaries, `8${round.clientId}`);
  const account = await openAccount(supervisor, clientId);
  const { accountId } = account;
  const owner = account.contacts.find(({ kind }) => kind === 'owner')?.contactId ?? null;
  const change = async (channel: string, outcome: string, more: object) => {
    const { version } = await supervisor.expect<CodesView>('codes.view', { accountId }, 'value');
    const input = { accountId, contactId: owner, leave, version, ...more };
    return supervisor.expect(channel, input, outcome);
  };
  const set = (code: string, outcome: string, more: object = {}) =>
    change('codes.set', outcome, { code, repeated: code, ticket: null, ...more });

  const typed = { accountId, contactId: owner, leave, code: made('a code typed', 'codes.check') };
  await supervisor.expect('codes.check', typed, 'value');
  const first = made('a code that is set');
  await set(first, 'set');
  await set(made('a code that replaces another'), 'set');
  await set(first, 'refused');
  await set(made('a main code that is set'), 'set', { contactId: null });
  await set(made('a code typed twice'), 'refused', { repeated: made('a code typed otherwise') });
  await set(`${made('a code that the policy refuses')} 4111 1111 1111 1111`, 'refused');
  await set(made('a code for an account that was changed'), 'conflict', { version: 999 });
  await set(made('a code for nobody on the account'), 'not_found', { contactId: 999_999 });
  await set(made('a code without leave'), 'not_allowed', {
    leave: { by: 'creation', channel: 'phone' },
  });
  await set(made('a code with a ticket of another'), 'conflict', { ticket: 'x.y' });

  for (const form of ['words', 'characters']) {
    const asked = { accountId, contactId: owner, form, leave };
    const { code, ticket } = await supervisor.expect<Drawn>('codes.generate', asked, 'value');
    canaries.drawn(`a code of ${form} that is drawn and set`, code);
    await set(code, 'set', { repeated: null, ticket });
  }
  const list = { before: null };
  const { mails } = await supervisor.expect<{ mails: MailView[] }>('mail.list', list, 'value');
  const told = mails.filter(({ kind, clientId: about }) => kind === 'notice' && about === clientId);
  for (const { mailId } of told)
    await supervisor.expect('mail.read', { mailId, reason: 'Passed on by post' }, 'value');
  if (told.length === 0) throw new Error('No client was told of a code');
  await change('codes.requireChange', 'value', {});
  await change('codes.remove', 'value', {});
}
