import { once } from 'node:events';
import { demo } from '../demo-people.ts';
import { newTestDevice } from '../web/test-device.ts';
import type { AttackedTeam } from './attacked-team.ts';
import { type Attempt, byHost, inAudit, type OnRecord, status } from './attempt.ts';
import type { Visitor } from './visitor.ts';

type Opening = {
  readonly what: string;
  readonly record: OnRecord;
  /** What the WebSocket is closed with. */
  readonly code: number;
  readonly headers?: (visitor: Visitor) => Record<string, string>;
  readonly query?: string;
  readonly say?: (visitor: Visitor, events: ReturnType<Visitor['events']>) => Promise<void>;
  /** A token in place of a sign-in. */
  readonly token?: string | null;
};

function opening({ what, record, code, headers, query, say, token }: Opening): Attempt {
  return {
    what,
    record,
    async make({ visitor }) {
      const owner = visitor('hasty');
      if (token === undefined) await owner.signIn(demo.phoneAgent);
      else owner.token = token;
      const events = owner.events(headers?.(owner), query);
      if (code !== notOpened) await events.opened;
      await say?.(owner, events);
      const closed = await events.closed;
      await events.close();
      if (events.events.length > 1) return 'it was told something';
      return closed === code ? null : `closed with ${closed}`;
    },
  };
}

/** The code of a socket that the server never opened. */
const notOpened = 1006;
const staleMs = 3 * 60_000;

/** Listening to what desks are told, for whoever may not. */
export const eventAttempts: readonly Attempt[] = [
  opening({
    what: 'a WebSocket without a session',
    record: byHost('session'),
    code: notOpened,
    token: null,
  }),
  opening({
    what: 'a WebSocket with a cookie that was made up',
    record: byHost('session'),
    code: 4401,
    token: 'ab'.repeat(32),
    say: (visitor, events) => events.prove(visitor.device, visitor.place.now()),
  }),
  opening({
    what: 'a WebSocket from another origin',
    record: byHost('origin'),
    code: notOpened,
    headers: () => ({ origin: 'https://attacker.example' }),
  }),
  opening({
    what: 'a WebSocket without an origin',
    record: byHost('origin'),
    code: notOpened,
    headers: () => ({ origin: '' }),
  }),
  {
    what: 'a WebSocket under another Host',
    record: byHost('host'),
    async make({ visitor }) {
      const owner = visitor();
      await owner.signIn(demo.phoneAgent);
      const upgrade = {
        ...{ connection: 'Upgrade', upgrade: 'websocket', origin: owner.origin, ...owner.cookie },
        ...{ 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' },
      };
      const headers = { ...upgrade, host: 'attacker.example' };
      return status(await owner.ask({ path: '/events', headers }), 403);
    },
  },
  opening({ what: 'a WebSocket without a proof', record: byHost('proof'), code: 4408 }),
  opening({
    what: 'a WebSocket whose first message is no proof',
    record: byHost('proof'),
    code: 4408,
    say: async (_visitor, { socket }) => socket.send('{"device":{},"proof":1}'),
  }),
  opening({
    what: 'a WebSocket whose first message is too large',
    record: byHost('proof'),
    code: 1009,
    say: async (_visitor, { socket }) => socket.send('x'.repeat(100_000)),
  }),
  opening({
    what: 'a WebSocket with the proof of a thief’s device',
    record: inAudit('session.device_refused'),
    code: 4401,
    say: (visitor, events) => events.prove(newTestDevice(), visitor.place.now()),
  }),
  opening({
    what: 'a WebSocket with a call’s proof',
    record: inAudit('session.device_refused'),
    code: 4401,
    say: async ({ device, place }, { socket }) => {
      const proof = device.prove({ channel: 'session.pulse', body: '', at: place.now() });
      socket.send(JSON.stringify({ device: device.device, proof }));
    },
  }),
  opening({
    what: 'a WebSocket with a proof of three minutes ago',
    record: byHost('proof_time'),
    code: 4408,
    say: (visitor, events) => events.prove(visitor.device, visitor.place.now() - staleMs),
  }),
  opening({
    what: 'a WebSocket of another version',
    record: byHost('version'),
    code: 4409,
    query: 'contract=0',
  }),
  opening({
    what: 'a WebSocket that says more than its proof',
    record: byHost('form'),
    code: 1008,
    say: async (visitor, events) => {
      await events.prove(visitor.device, visitor.place.now());
      await Promise.race([once(events.socket, 'message'), events.closed]);
      events.socket.send('{}');
    },
  }),
  {
    what: 'more WebSockets than a session may have',
    record: byHost('sockets'),
    async make({ visitor }: AttackedTeam) {
      const owner = visitor();
      await owner.signIn(demo.phoneAgent);
      const all = Array.from({ length: 7 }, () => owner.events());
      for (const events of all) void events.prove(owner.device, owner.place.now());
      const refused = await Promise.race(all.map(({ closed }) => closed));
      for (const { socket } of all) socket.close();
      await Promise.all(all.map((one) => one.close()));
      return refused === 4429 ? null : `closed with ${refused}`;
    },
  },
  {
    what: 'the events’ address without a WebSocket',
    record: byHost('form'),
    make: async ({ visitor }) => status(await visitor().ask({ path: '/events' }), 404),
  },
];
