import { demo } from '../demo-people.ts';
import type { AttackedTeam } from './attacked-team.ts';
import { type Attempt, byHost, firstWrong, status } from './attempt.ts';

const channel = 'accounts.search';
const query = { query: 'larsen' };

/** A call of a signed-in agent's browser, but for these headers. */
function callWith(
  what: string,
  kind: string,
  headersOf: (team: AttackedTeam) => Record<string, string>,
  statuses: number[] = [403],
): Attempt {
  return {
    what,
    record: byHost(kind),
    async make(team) {
      const agent = team.visitor();
      await agent.signIn(demo.phoneAgent);
      const { reply } = await agent.call(channel, query, headersOf(team));
      return status(reply, ...statuses);
    },
  };
}

/** Requests that do not come from the desk's own page. */
export const foreignAttempts: readonly Attempt[] = [
  callWith('a call from another origin', 'origin', () => ({ origin: 'https://attacker.example' })),
  callWith('a call from the same name by http', 'origin', ({ visitor }) => ({
    origin: visitor().origin.replace('https', 'http'),
  })),
  callWith('a call with an opaque origin', 'origin', () => ({ origin: 'null' })),
  callWith('a call without an origin', 'origin', () => ({ origin: '' })),
  callWith('a call that the browser says is cross-site', 'origin', () => ({
    'sec-fetch-site': 'cross-site',
  })),
  callWith('a call under another Host', 'host', ({ doors }) => ({
    host: `attacker.example:${doors.usual.port}`,
  })),
  callWith('a call under a Host that only begins like ours', 'host', ({ doors }) => ({
    host: `desk.example.com.attacker.example:${doors.usual.port}`,
  })),
  callWith('a call as a form sends it', 'form', () => ({ 'content-type': 'text/plain' }), [415]),
  {
    what: 'a call by GET',
    record: byHost('form'),
    make: async ({ visitor }) => status(await visitor().ask({ path: `/call/${channel}` }), 404),
  },
  ...(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const).map(
    (method): Attempt => ({
      what: `the method ${method}`,
      record: byHost('method'),
      make: async ({ visitor }) =>
        status(await visitor().ask({ method, path: `/call/${channel}` }), 405),
    }),
  ),
  {
    what: 'past the proxy, from another address, with all that the proxy would say',
    record: byHost('proxy'),
    async make({ visitor }) {
      const stranger = visitor('proxied', '127.0.0.77');
      const forged = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' };
      return firstWrong(
        async () => status(await stranger.ask({ headers: forged }), 403),
        async () => status((await stranger.call('setup.status', {}, forged)).reply, 403),
      );
    },
  },
  {
    what: 'to the proxy by http',
    record: byHost('scheme'),
    async make({ visitor }) {
      const { reply } = await visitor('proxied').call(
        'setup.status',
        {},
        {
          'x-forwarded-proto': 'http',
        },
      );
      return status(reply, 403);
    },
  },
];
