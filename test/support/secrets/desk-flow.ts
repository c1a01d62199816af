import { openStoreOf } from '../test-desk.ts';
import type { Canaries } from './canaries.ts';
import { openAccount } from './open-account.ts';
import type { SecretsClient, SecretsDesk } from './secrets-desk.ts';
import { addAccount } from './set-up-flow.ts';

/** What one round of the desk's paths needs. */
export interface Round {
  readonly desk: SecretsDesk;
  readonly canaries: Canaries;
  /** Signed in, a supervisor. */
  readonly supervisor: SecretsClient;
  /** A colleague's username, not taken yet. */
  readonly username: string;
  readonly clientId: string;
}

/** Takes canaries through every path of the desk that takes a secret, and some that take none. */
export async function walkDesk(round: Round): Promise<void> {
  const { desk, canaries } = round;
  const agent = desk.client();
  const password = await walkSignIn(round, agent);
  await walkVerification(round, agent);
  await walkWrongFields(round, agent);
  const code = (path: string) => canaries.secret(path, 'verification.attempt');
  const attempt = { verificationId: 1, pasted: false };
  await agent.expect('session.lock', {}, 'value');
  const locked = { ...attempt, code: code('an attempt at a locked desk') };
  await agent.expect('verification.attempt', locked, 'session_locked');
  await agent.expect('session.unlock', { password }, 'signed_in');
  await agent.expect('session.signOut', {}, 'value');
  const out = { ...attempt, code: code('an attempt by nobody') };
  await agent.expect('verification.attempt', out, 'not_signed_in');
}

/** Staff passwords. Returns the colleague's password; they are signed in. */
async function walkSignIn(round: Round, agent: SecretsClient): Promise<string> {
  const { canaries, supervisor, username } = round;
  const made = (path: string, channel: string) => canaries.secret(path, channel);
  const colleague = { name: 'An Agent', role: 'agent', worksOn: 'both' };
  const first = made('a first password', 'staff.add');
  await supervisor.expect('staff.add', { ...colleague, username, password: first }, 'value');
  const taken = made('a password for a username that is taken', 'staff.add');
  await supervisor.expect('staff.add', { ...colleague, username, password: taken }, 'conflict');
  const asName = made('a password as a new username', 'staff.add');
  const named = { ...colleague, username: asName, password: asName };
  await supervisor.expect('staff.add', named, 'invalid_input');
  const toNobody = made('a password set for nobody', 'staff.resetPassword');
  const nobody = { username: 'nobody.here', password: toNobody };
  await supervisor.expect('staff.resetPassword', nobody, 'not_found');

  const signIn = (name: string, password: string, outcome: string) =>
    agent.expect('session.signIn', { username: name, password }, outcome);
  await signIn(username, made('a wrong password', 'session.signIn'), 'refused');
  const asUsername = made('a password as the username', 'session.signIn');
  await signIn(asUsername, made('a password for nobody', 'session.signIn'), 'refused');
  await signIn(username, first, 'signed_in');

  const change = (currentPassword: string, newPassword: string, outcome: string) =>
    agent.expect('session.changePassword', { currentPassword, newPassword }, outcome);
  const channel = 'session.changePassword';
  await change(made('a wrong current password', channel), made('a new one', channel), 'refused');
  await change(first, first, 'invalid_input');
  const own = made('a password of their own', channel);
  await change(first, own, 'signed_in');

  await agent.expect('session.lock', {}, 'value');
  const wrong = made('a wrong password to unlock', 'session.unlock');
  await agent.expect('session.unlock', { password: wrong }, 'refused');
  await agent.expect('session.unlock', { password: own }, 'signed_in');

  const elsewhere = round.desk.client();
  const tries = ['refused', 'refused', 'refused', 'wait'];
  for (const outcome of tries)
    await elsewhere.expect(
      'session.signIn',
      { username, password: made('one wrong password too many', 'session.signIn') },
      outcome,
    );
  const reset = made('a password that was reset', 'staff.resetPassword');
  await supervisor.expect('staff.resetPassword', { username, password: reset }, 'value');
  await signIn(username, reset, 'signed_in');
  const last = made('a password chosen after a reset', channel);
  await change(reset, last, 'signed_in');
  return last;
}

/** Codes, right and wrong, checked and not. */
async function walkVerification(round: Round, agent: SecretsClient): Promise<void> {
  const { desk, canaries, supervisor } = round;
  const { codes, clientId } = await addAccount(desk.dataFolder, canaries, round.clientId);
  const made = (path: string) => canaries.secret(path, 'verification.attempt');
  const account = await openAccount(agent, clientId);
  const { accountId } = account;
  const begin = async (name: string | null, channel: 'phone' | 'chat' = 'phone') => {
    const found = account.contacts.find((contact) => contact.name === name);
    const contactId = name === null ? null : found?.contactId;
    const input = { accountId, contactId, channel, requestId: 'technical-support' };
    const call = await agent.expect<{ verificationId: number }>(
      'verification.begin',
      input,
      'value',
    );
    const { verificationId } = call;
    return {
      verificationId,
      say: (code: string, outcome: string, pasted = false) =>
        agent.expect('verification.attempt', { verificationId, code, pasted }, outcome),
      end: () => agent.call('verification.end', { verificationId }),
    };
  };

  const owner = await begin('Olga Owner');
  await owner.say(made('a wrong code, typed'), 'not_verified');
  const { verificationId } = owner;
  const another = { verificationId, code: made('a code for another’s call'), pasted: false };
  await supervisor.expect('verification.attempt', another, 'not_found');
  await owner.say(codes.own, 'verified');
  await owner.say(made('a code for a caller who is verified'), 'conflict');
  await owner.end();
  await owner.say(made('a code for a call that has ended'), 'conflict');

  const chat = await begin('Mia Main', 'chat');
  await chat.say(made('a wrong code, pasted'), 'not_verified', true);
  await chat.say(codes.main, 'verified', true);
  await (await begin('Nora None')).say(codes.main, 'not_verified');
  await (await begin(null)).say(made('a code of somebody not on the account'), 'not_verified');
  await (await begin('Dora Disabled')).say(codes.disabled, 'disabled');

  const waiting = await begin('Will Waiting');
  for (let tries = 0; tries < 3; tries++)
    await waiting.say(made('a wrong code of three'), 'not_verified');
  await waiting.say(made('a code when the tries are spent'), 'spent');
  await (await begin('Will Waiting')).say(codes.waiting, 'wait');
  await atLimit(round, async () => {
    await (await begin('Nora None')).say(made('a code beyond the agent’s limit'), 'limit_reached');
  });
}

/** While every agent has reached the hourly limit. */
async function atLimit({ desk }: Round, work: () => Promise<void>): Promise<void> {
  const { store, close } = await openStoreOf(desk.dataFolder);
  try {
    const staff = await store.selectFrom('staff').select('id').execute();
    await store
      .insertInto('agent_limit')
      .values(
        staff.map(({ id }) => ({
          ...{ staff_id: id, kind: 'failures' as const },
          ...{ reached_at: 1, counted_after: 0 },
        })),
      )
      .execute();
    await work();
    await store.deleteFrom('agent_limit').execute();
  } finally {
    await close();
  }
}

/** Codes and passwords in places that are not for them, and in requests that are none. */
async function walkWrongFields(round: Round, agent: SecretsClient): Promise<void> {
  const { canaries, supervisor } = round;
  const made = (path: string, channel: string) => canaries.secret(path, channel);
  const search = made('a code in the look-up', 'accounts.search');
  await agent.expect('accounts.search', { query: search }, 'value');
  const clientId = canaries.plain('a code in the log’s filter', 'audit.list');
  const list = { filter: { clientId }, before: null, limit: 10 };
  await supervisor.expect('audit.list', list, 'value');
  const attempt = 'verification.attempt';
  const wrong: readonly [channel: string, input: unknown][] = [
    ['accounts.open', { accountId: made('a code as an account', 'accounts.open') }],
    [attempt, { [made('a code as a field', attempt)]: 1 }],
    [
      attempt,
      { verificationId: 1, code: 'x', pasted: false, code2: made('a field more', attempt) },
    ],
    [attempt, { verificationId: 1, code: { code: made('a code in a code', attempt) } }],
    [attempt, { verificationId: 1, code: `${made('a code too long', attempt)}${'x'.repeat(128)}` }],
    [attempt, [made('a code in a list', attempt)]],
  ];
  for (const [channel, input] of wrong) await agent.expect(channel, input, 'invalid_input');
  const request = made('a code as a request', 'verification.begin');
  const begin = {
    accountId: 1,
    contactId: null,
    channel: 'phone',
    requestId: request.slice(0, 60),
  };
  await agent.expect('verification.begin', begin, 'not_found');

  const body = (path: string) => JSON.stringify({ code: made(path, attempt) });
  const raw: readonly [status: number, body: string, headers: Record<string, string>][] = [
    [400, body('a code in broken JSON').slice(0, -1), {}],
    [400, `{"__proto__":${body('a code in a prototype')}}`, {}],
    [403, body('a code from another page'), { origin: 'https://attacker.example' }],
    [401, body('a code without a door'), { cookie: '' }],
    [413, body('a code in too much') + ' '.repeat(70_000), {}],
    [415, body('a code as plain text'), { 'content-type': 'text/plain' }],
  ];
  for (const [expected, text, headers] of raw) {
    const { status } = await agent.post(`/call/${attempt}`, text, headers);
    if (status !== expected) throw new Error(`A broken request came to ${status}, not ${expected}`);
  }
  const name = canaries.plain('a code as a channel', 'none');
  await agent.post(`/call/${name}`, '{}', {});
  await agent.post(`/call/${name.repeat(20)}`, '{}', {});
}
