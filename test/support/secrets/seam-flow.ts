import type { Backend } from '#main/backend.ts';
import type { Caller } from '#main/platform/call.ts';
import { findChannel } from '#shared/contract/index.ts';
import { KeptLog, openBackend } from '../test-desk.ts';
import type { Canaries } from './canaries.ts';
import type { SecretPlaces } from './secret-places.ts';

/** The same store through the seam that IPC carries, from a desktop's window. */
export async function walkSeam(
  dataFolder: string,
  canaries: Canaries,
  places: SecretPlaces,
  person: { readonly username: string; readonly password: string },
): Promise<void> {
  const log = new KeptLog();
  const backend = await openBackend(dataFolder, { logger: log });
  const caller: Caller = { door: 'desktop', token: null, operator: false };
  try {
    const { username } = person;
    const made = (path: string) => canaries.secret(path, 'none');
    const wrong = { username, password: made('a wrong password through the seam') };
    const twice = made('a password unlike any through the seam');
    for (const [channel, input] of [
      ['session.signIn', wrong],
      ['session.signIn', person],
      ['session.changePassword', { currentPassword: twice, newPassword: `${twice} 2` }],
      ['accounts.search', { query: made('a code in the look-up through the seam') }],
      ['accounts.open', { accountId: 1 }],
      ['verification.begin', beginning],
      ['verification.attempt', { verificationId: 1, code: made('a code'), pasted: true }],
      [made('a code as a channel through the seam'), {}],
      ['verification.attempt', new Map([[made('a code in a map'), 1]])],
      ['verification.attempt', cyclic(made('a code in a circle'))],
      ['session.lock', {}],
      ['session.unlock', { password: made('a wrong password to unlock through the seam') }],
    ] as const)
      await call(backend, channel, input, caller, places);
  } finally {
    await backend.close();
  }
  places.add('the program’s log, through the seam', log.lines.join('\n'));
}

const beginning = {
  ...{ accountId: 1, contactId: null, channel: 'phone' },
  requestId: 'technical-support',
};

async function call(
  backend: Backend,
  channel: string,
  input: unknown,
  caller: Caller,
  places: SecretPlaces,
): Promise<void> {
  const reply = await backend.call(channel, input, caller);
  // What is no channel here is a secret: not a name to print.
  const name = findChannel(channel) ? channel : 'no channel';
  places.add(`IPC reply to ${name}`, JSON.stringify(reply));
}

function cyclic(secret: string): unknown {
  const value: Record<string, unknown> = { [secret]: secret };
  value['self'] = value;
  return value;
}
