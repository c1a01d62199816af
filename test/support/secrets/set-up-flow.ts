import { AccountWriter } from '#main/accounts/account-writer.ts';
import type { DemoAccount, DemoContact } from '#main/demo/demo-data.ts';
import { loadDemo } from '#main/demo/demo-loader.ts';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { contactKey } from '#main/throttle/throttle.service.ts';
import { openStoreOf, testHashCost } from '../test-desk.ts';
import type { Canaries } from './canaries.ts';
import type { SecretsClient } from './secrets-desk.ts';

/** An account whose contacts have canaries for codes. */
export interface CanaryAccount {
  readonly clientId: string;
  readonly codes: {
    readonly own: string;
    readonly main: string;
    readonly disabled: string;
    readonly waiting: string;
  };
}

const supervisor = { username: 'sam', name: 'Sam Supervisor' } as const;

/** Sets the store up over HTTP, with wrong tries. Returns the supervisor's password and the words. */
export async function setUp(client: SecretsClient, canaries: Canaries) {
  const both = canaries.plain('set-up: the username for a password', 'setup.begin');
  const first = { name: supervisor.name, username: both, password: both };
  await client.expect('setup.begin', first, 'invalid_input');
  const password = canaries.secret('set-up: the first supervisor’s password', 'setup.begin');
  const begun = await client.expect<{
    setupId: string;
    recoveryWords: string[];
    confirm: number[];
  }>('setup.begin', { ...supervisor, password }, 'value');
  const { setupId, recoveryWords } = begun;
  const wrong = canaries.plain('set-up: a wrong word of the recovery key', 'setup.confirm');
  const confirm = (word: (position: number) => string | undefined) => ({
    setupId,
    words: begun.confirm.map((position) => ({ position, word: word(position) })),
  });
  await client.expect(
    'setup.confirm',
    confirm(() => wrong),
    'invalid_input',
  );
  await client.expect(
    'setup.confirm',
    confirm((position) => recoveryWords[position - 1]),
    'value',
  );
  await client.expect('setup.finish', { setupId, data: 'empty' }, 'value');
  const words = canaries.secret('a recovery key where none is needed', 'setup.recover');
  await client.expect('setup.recover', { recoveryWords: words }, 'conflict');
  return { password, recoveryWords };
}

/** Adds an account to the store of a folder as the demo does, its codes canaries. */
export async function addAccount(
  folder: string,
  canaries: Canaries,
  clientId: string,
): Promise<CanaryAccount> {
  const code = (path: string) => canaries.secret(path, 'verification.attempt');
  const codes = {
    own: code('a right own code, typed'),
    main: code('a right main code, pasted'),
    disabled: code('a right code while it is disabled'),
    waiting: code('a right code during a wait'),
  };
  const contact = (name: string, more: Partial<DemoContact>): DemoContact => ({
    ...{ kind: 'authorized', name, email: null, phone: null },
    ...{ permissions: [], viewingAccess: false },
    ...more,
  });
  const account: DemoAccount = {
    ...{ clientId, username: `user${clientId}`, name: `Account ${clientId}`, company: null },
    ...{ email: `user${clientId}@example.com`, phone: null, country: 'NO', status: 'active' },
    createdAt: Date.now(),
    services: [],
    mainCode: { say: codes.main },
    contacts: [
      contact('Olga Owner', { kind: 'owner', ownCode: { say: codes.own } }),
      contact('Mia Main', { viewingAccess: true }),
      contact('Nora None', {}),
      contact('Dora Disabled', { ownCode: { say: codes.disabled }, disabled: true }),
      contact('Will Waiting', { ownCode: { say: codes.waiting } }),
    ],
  };
  const { store, audit, secrets, close } = await openStoreOf(folder);
  try {
    await loadDemo(
      {
        store,
        audit,
        hasher: new SecretHasher(secrets.peppers, secrets.currentPepperId, testHashCost),
        accounts: new AccountWriter(fullText),
        contactKey,
        now: Date.now(),
        actor: { staffId: null, role: 'system' },
      },
      [account],
    );
  } finally {
    await close();
  }
  return { clientId, codes };
}

export async function signInSupervisor(client: SecretsClient, password: string): Promise<void> {
  const { username } = supervisor;
  await client.expect('session.signIn', { username, password }, 'signed_in');
}

/** Adds a colleague who has chosen a password of their own, and returns how they sign in. */
export async function newColleague(
  client: SecretsClient,
  by: SecretsClient,
  canaries: Canaries,
  username: string,
) {
  const first = canaries.secret('a first password', 'staff.add');
  const colleague = { username, name: 'Sira Screen', role: 'supervisor', worksOn: 'phone' };
  await by.expect('staff.add', { ...colleague, password: first }, 'value');
  await client.expect('session.signIn', { username, password: first }, 'signed_in');
  const password = canaries.secret('the password of who sits at the screen', 'session.signIn');
  const change = { currentPassword: first, newPassword: password };
  await client.expect('session.changePassword', change, 'signed_in');
  return { username, password };
}
