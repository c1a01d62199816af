import { demo } from '../demo-people.ts';
import { newTestDevice } from '../web/test-device.ts';
import type { AttackedTeam } from './attacked-team.ts';
import { type Attempt, byCall, byHost, firstWrong, inAudit, refusal } from './attempt.ts';
import type { CallReply, Visitor } from './visitor.ts';

const channel = 'accounts.search';
const query = { query: 'larsen' };
const staleMs = 3 * 60_000;

async function signedIn(team: AttackedTeam, person = demo.phoneAgent): Promise<Visitor> {
  const visitor = team.visitor();
  const kind = await visitor.signIn(person);
  if (kind !== 'signed_in') throw new Error(`Sign-in: ${kind}`);
  return visitor;
}

const usable = async (visitor: Visitor): Promise<boolean> =>
  (await visitor.call(channel, query)).result?.ok === true;

/** A cookie in other hands: refused, on record, and its session over for the thief and its owner. */
function stolen(what: string, show: (owner: Visitor) => Promise<CallReply>): Attempt {
  return {
    what,
    record: inAudit('session.device_refused'),
    async make(team) {
      const owner = await signedIn(team);
      if (!(await usable(owner))) return 'its owner was refused';
      const wrong = refusal(await show(owner), 'not_signed_in');
      return wrong ?? ((await usable(owner)) ? 'the session goes on' : null);
    },
  };
}

/** Another's cookie with a thief's own headers of proof. */
const withProof = (owner: Visitor, headers: Record<string, string>) =>
  owner.call(channel, query, headers);

/** A session that has ended, used again. */
function ended(
  what: string,
  end: (team: AttackedTeam, owner: Visitor) => Promise<unknown>,
): Attempt {
  return {
    what,
    record: byCall(channel, 'not_signed_in'),
    async make(team) {
      const owner = await signedIn(team, demo.chatAgent);
      if (!(await usable(owner))) return 'its owner was refused';
      const token = owner.token;
      await end(team, owner);
      owner.token = token;
      return refusal(await owner.call(channel, query), 'not_signed_in');
    },
  };
}

/** Cookies and proofs that are missing, made up, stolen, old, or over. */
export const sessionAttempts: readonly Attempt[] = [
  {
    what: 'a call without a cookie',
    record: byCall(channel, 'not_signed_in'),
    make: async ({ visitor }) => refusal(await visitor().call(channel, query), 'not_signed_in'),
  },
  ...['0'.repeat(64), 'x'.repeat(4000), '%00', '"', '__proto__'].map(
    (token, place): Attempt => ({
      what: `a cookie that was made up (${place + 1})`,
      record: byCall(channel, 'not_signed_in'),
      async make({ visitor }) {
        const stranger = visitor();
        stranger.token = token;
        return refusal(await stranger.call(channel, query), 'not_signed_in');
      },
    }),
  ),
  stolen('a stolen cookie with the thief’s own key', (owner) => {
    const body = JSON.stringify(query);
    return withProof(owner, newTestDevice().headers({ channel, body, at: owner.place.now() }));
  }),
  stolen('a stolen cookie without a key', (owner) =>
    withProof(owner, { 'countersign-device': '', 'countersign-proof': '' }),
  ),
  stolen('a stolen cookie with a proof of its owner’s for another channel', (owner) => {
    const body = JSON.stringify(query);
    const at = owner.place.now();
    return withProof(owner, owner.device.headers({ channel: 'session.touch', body, at }));
  }),
  stolen('a stolen cookie with a proof of its owner’s over another body', (owner) =>
    withProof(owner, owner.device.headers({ channel, body: '{}', at: owner.place.now() })),
  ),
  stolen('a stolen cookie with its owner’s key and a signature of the thief’s', (owner) => {
    const body = JSON.stringify(query);
    const thief = newTestDevice();
    const proof = thief.prove({ channel, body, at: owner.place.now() });
    return withProof(owner, { 'countersign-proof': proof });
  }),
  ...[-staleMs, staleMs].map(
    (off): Attempt => ({
      what: `a stolen cookie with its owner’s proof of ${off < 0 ? 'three minutes ago' : 'a time to come'}`,
      record: byHost('proof_time'),
      async make(team) {
        const owner = await signedIn(team);
        const body = JSON.stringify(query);
        const at = owner.place.now() + off;
        const reply = await withProof(owner, owner.device.headers({ channel, body, at }));
        return refusal(reply, 'store_unavailable');
      },
    }),
  ),
  {
    what: 'a sign-in without a device',
    record: byHost('proof'),
    make: async ({ visitor }) =>
      refusal(
        await visitor().call('session.signIn', demo.phoneAgent, { 'countersign-proof': '' }),
        'not_allowed',
      ),
  },
  {
    what: 'a desk of another version',
    record: byHost('version'),
    make: async ({ visitor }) =>
      refusal(
        await visitor().call(channel, query, { 'countersign-contract': '0' }),
        'other_version',
      ),
  },
  {
    what: 'a cookie set before sign-in, made up, to be used after it',
    record: byCall(channel, 'not_signed_in'),
    async make(team) {
      const planted = 'ab'.repeat(32);
      const victim = team.visitor();
      victim.token = planted;
      await victim.signIn(demo.phoneAgent);
      if (victim.token === planted) return 'the planted cookie was taken over';
      if (!(await usable(victim))) return 'the sign-in is not usable';
      const attacker = team.visitor();
      attacker.token = planted;
      return refusal(await attacker.call(channel, query), 'not_signed_in');
    },
  },
  {
    what: 'an attacker’s own session planted before a colleague’s sign-in',
    record: inAudit('session.device_refused'),
    async make(team) {
      const attacker = await signedIn(team, demo.chatAgent);
      const victim = team.visitor();
      victim.token = attacker.token;
      await victim.signIn(demo.phoneAgent);
      if (victim.token === attacker.token) return 'the planted session was taken over';
      return (await usable(attacker)) ? 'the attacker’s session goes on' : null;
    },
  },
  ended('the cookie from before signing in again', (_team, owner) => owner.signIn(demo.chatAgent)),
  ended('the cookie of a session that was signed out', (_team, owner) =>
    owner.call('session.signOut'),
  ),
  ended('a session that a supervisor has ended', async (team) => {
    const supervisor = await signedIn(team, demo.supervisor);
    const { result } = await supervisor.call('session.list');
    const { sessions } = (result?.ok ? result.value : { sessions: [] }) as {
      sessions: { sessionId: number; username: string }[];
    };
    const { username } = demo.chatAgent;
    for (const { sessionId, ...of } of sessions)
      if (of.username === username)
        await supervisor.call('session.end', { sessionId, reason: 'Not at their desk' });
  }),
  {
    what: 'every other session of a colleague who has changed the password',
    record: byCall(channel, 'not_signed_in'),
    async make(team) {
      const here = await signedIn(team);
      const there = await signedIn(team);
      const change = (from: string, to: string) =>
        here.call('session.changePassword', { currentPassword: from, newPassword: to });
      const { password } = demo.phoneAgent;
      const changed = await change(password, `${password} anew`);
      if (changed.result?.ok !== true) return 'the password was not changed';
      return firstWrong(
        async () => refusal(await there.call(channel, query), 'not_signed_in'),
        async () => ((await usable(here)) ? null : 'the own session ended too'),
        async () => refusalOf(await change(`${password} anew`, password)),
      );
    },
  },
  {
    what: 'every channel but unlocking, at a locked desk',
    record: byCall(channel, 'session_locked'),
    async make(team) {
      const owner = await signedIn(team);
      await owner.call('session.lock');
      return firstWrong(
        async () => refusal(await owner.call(channel, query), 'session_locked'),
        async () => refusal(await owner.call('session.list'), 'session_locked'),
        async () => refusal(await owner.call('session.pulse'), 'session_locked'),
      );
    },
  },
];

const refusalOf = ({ result }: CallReply) => (result?.ok ? null : 'the password was not put back');
