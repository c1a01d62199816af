import type { AttackedTeam } from './attacked-team.ts';
import { type Attempt, byHost, inAudit, type OnRecord } from './attempt.ts';

const password = 'four quiet herons standing';
/** SECURITY.md: what an address, and what a username, may try before the first wait. */
const free = { address: 20, name: 3 } as const;
const waiting: OnRecord = {
  counter: 'countersign_verdicts_total{channel="session.signIn",kind="wait"}',
};

interface Try {
  readonly from: string;
  readonly username: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly door?: 'usual' | 'proxied';
}

/** One try after the other, each from a device of its own; gives the kinds of verdicts. */
async function tryAll(team: AttackedTeam, tries: readonly Try[]): Promise<string[]> {
  const kinds: string[] = [];
  for (const { from, username, headers, door } of tries) {
    const visitor = team.visitor(door ?? 'usual', from);
    kinds.push(await visitor.signIn({ username, password }, headers));
  }
  return kinds;
}

/** Exactly so many tries are looked at, and each of the rest has to wait. */
function looked(kinds: readonly string[], atMost: number): string | null {
  const refused = kinds.filter((kind) => kind === 'refused').length;
  const waits = kinds.filter((kind) => kind === 'wait').length;
  return refused === atMost && refused + waits === kinds.length
    ? null
    : `${refused} were looked at, ${waits} had to wait, of ${kinds.length}`;
}

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, place) => `${prefix}.${place}`);

/** Passwords tried by the network, in every way to get around its counts. */
export const signInAttempts: readonly Attempt[] = [
  {
    what: 'many usernames from one address',
    record: waiting,
    async make(team) {
      const tries = names('one', 26).map((username) => ({ from: '127.0.0.20', username }));
      return looked(await tryAll(team, tries), free.address);
    },
  },
  {
    what: 'one username from many addresses',
    record: waiting,
    async make(team) {
      const tries = names('', 12).map((_name, place) => ({
        from: `127.0.1.${place + 1}`,
        username: 'demo.chat',
      }));
      return looked(await tryAll(team, tries), free.name);
    },
  },
  {
    what: 'many usernames from many addresses: each is looked at, and supervisors are alerted',
    record: inAudit('session.sign_in_failed'),
    async make(team) {
      const tries = names('spray', 12).map((username, place) => ({
        from: `127.0.2.${place + 1}`,
        username,
      }));
      const wrong = looked(await tryAll(team, tries), tries.length);
      return wrong ?? ((await team.recorded('alert.raised')) > 0 ? null : 'nobody was alerted');
    },
  },
  {
    what: 'one address that writes others into X-Forwarded-For, where there is no proxy',
    record: waiting,
    async make(team) {
      const tries = names('forged', 24).map((username, place) => ({
        from: '127.0.0.21',
        username,
        headers: { 'x-forwarded-for': `203.0.113.${place}`, 'x-real-ip': `203.0.113.${place}` },
      }));
      return looked(await tryAll(team, tries), free.address);
    },
  },
  {
    what: 'one address behind the proxy, which writes others before its own',
    record: waiting,
    async make(team) {
      const tries = names('behind', 24).map((username, place): Try => {
        const said = `203.0.113.${place}, 198.51.100.7`;
        const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': said };
        return { from: '127.0.0.1', door: 'proxied', username, headers };
      });
      return looked(await tryAll(team, tries), free.address);
    },
  },
  {
    what: 'one IPv6 network behind the proxy, an address a try',
    record: waiting,
    async make(team) {
      const tries = names('six', 24).map((username, place): Try => {
        const address = `2001:db8:1:2::${(place + 1).toString(16)}`;
        const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': address };
        return { from: '127.0.0.1', door: 'proxied', username, headers };
      });
      return looked(await tryAll(team, tries), free.address);
    },
  },
  {
    what: 'a try with an address at the proxy’s own door that is none',
    record: byHost('proxy'),
    async make(team) {
      const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' };
      const [kind] = await tryAll(team, [
        { from: '127.0.0.22', door: 'proxied', username: 'nobody', headers },
      ]);
      return kind === 'error not_allowed' ? null : `${kind}`;
    },
  },
];
