import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { demo } from '../demo-people.ts';
import { sendBytes } from '../web/raw-request.ts';
import type { AttackedTeam } from './attacked-team.ts';
import { type Attempt, byHost, refusal, status } from './attempt.ts';

const tooMuch = 65 * 1024;

/** Bytes as they are, to the usual door; what comes back is one refusal and the end. */
function bytes(
  what: string,
  lines: (authority: string) => readonly string[],
  { kind, answer }: { kind: 'form' | 'host'; answer: number } = { kind: 'form', answer: 400 },
): Attempt {
  return {
    what,
    record: byHost(kind),
    async make({ visitor, tls }) {
      const { port, authority } = visitor().place;
      const said = await sendBytes(port, lines(authority).join('\r\n'), tls);
      const answers = said.match(/HTTP\/1\.1 \d+/g) ?? [];
      return answers.length === 1 && answers[0] === `HTTP/1.1 ${answer}`
        ? null
        : `answered ${answers.join(', ') || 'nothing'}`;
    },
  };
}

/** A request within the body of another, which a server that counts otherwise would take for one. */
const smuggled = (authority: string) => [
  'POST /call/session.current HTTP/1.1',
  `Host: ${authority}`,
  'Content-Type: application/json',
  'Content-Length: 2',
  '',
  '{}',
];

function smuggling(what: string, headers: readonly string[]): Attempt {
  return bytes(what, (authority) => [
    'POST /call/setup.status HTTP/1.1',
    `Host: ${authority}`,
    `Origin: https://${authority}`,
    'Content-Type: application/json',
    ...headers,
    '',
    '0',
    '',
    ...smuggled(authority),
  ]);
}

/** Keeps a connection busy with pieces of a request; resolves with what came when it was ended. */
async function dribble(team: AttackedTeam, first: string, piece: string): Promise<string> {
  const { port } = team.doors.hasty;
  const socket = connect({ host: '127.0.0.1', port, ca: team.tls.ca, servername: team.tls.name });
  let answer = '';
  let open = true;
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    open = false;
  });
  socket.write(first);
  for (let times = 0; open && times < 100; times++) {
    await pause(100);
    if (socket.writable) socket.write(piece);
  }
  socket.destroy();
  return open ? 'it was borne for ten seconds' : answer;
}

function slow(what: string, first: (authority: string) => string, piece: string): Attempt {
  return {
    what,
    record: byHost('slow'),
    async make(team) {
      const { authority } = team.visitor('hasty').place;
      const answer = await dribble(team, first(authority), piece);
      return /^(HTTP\/1\.1 408|$)/.test(answer) ? null : answer.slice(0, 40);
    },
  };
}

/** Bodies and requests that are too large, too slow, or two things at once. */
export const formAttempts: readonly Attempt[] = [
  {
    what: 'a body of more than 64 KiB',
    record: byHost('form'),
    async make({ visitor }) {
      const agent = visitor();
      await agent.signIn(demo.phoneAgent);
      const { reply } = await agent.call('accounts.search', { query: 'x'.repeat(tooMuch) });
      return status(reply, 413);
    },
  },
  {
    what: 'a body of more than 64 KiB in pieces, its length not said',
    record: byHost('form'),
    async make({ visitor, tls }) {
      const { port, authority } = visitor().place;
      const chunk = `${tooMuch.toString(16)}\r\n${'x'.repeat(tooMuch)}\r\n0\r\n\r\n`;
      const head = [
        'POST /call/accounts.search HTTP/1.1',
        `Host: ${authority}`,
        `Origin: https://${authority}`,
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
      ];
      const answer = await sendBytes(port, `${head.join('\r\n')}\r\n\r\n${chunk}`, tls);
      return answer.startsWith('HTTP/1.1 413') ? null : answer.slice(0, 40);
    },
  },
  {
    what: 'an address longer than any',
    record: byHost('form'),
    make: async ({ visitor }) =>
      status(await visitor().ask({ path: `/${'a'.repeat(15_000)}` }), 404, 414),
  },
  bytes('headers of more than Node takes', (authority) => [
    'GET / HTTP/1.1',
    `Host: ${authority}`,
    `X-Long: ${'a'.repeat(100_000)}`,
    '',
    '',
  ]),
  slow(
    'headers that never end (slow loris)',
    (authority) => `GET / HTTP/1.1\r\nHost: ${authority}\r\n`,
    'X-A: b\r\n',
  ),
  slow(
    'a body that never ends',
    (authority) =>
      `POST /call/setup.status HTTP/1.1\r\nHost: ${authority}\r\nOrigin: https://${authority}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n',
    ' ',
  ),
  smuggling('both Content-Length and Transfer-Encoding', [
    'Content-Length: 5',
    'Transfer-Encoding: chunked',
  ]),
  smuggling('two Content-Lengths', ['Content-Length: 5', 'Content-Length: 50']),
  smuggling('a Transfer-Encoding that ends in another than chunked', [
    'Transfer-Encoding: chunked, identity',
  ]),
  smuggling('a Transfer-Encoding with a space before its colon', ['Transfer-Encoding : chunked']),
  smuggling('a header folded over two lines', ['X-A: b', ' Transfer-Encoding: chunked']),
  bytes('a request line that is none', () => ['\x16\x03\x01 / HTTP/9.9', '', '']),
  bytes('a request without a Host', () => ['GET / HTTP/1.1', 'Connection: close', '', ''], {
    kind: 'host',
    answer: 400,
  }),
  bytes(
    'a request with two Hosts',
    (authority) => [
      ...['GET / HTTP/1.1', `Host: ${authority}`, 'Host: attacker.example'],
      ...['Connection: close', '', ''],
    ],
    { kind: 'host', answer: 400 },
  ),
  ...['{"__proto__":{"role":"supervisor"}}', '{"constructor":{"prototype":{"role":1}}}'].map(
    (body): Attempt => ({
      what: `a body with the key ${body.slice(2, body.indexOf('":'))}`,
      record: byHost('form'),
      async make({ visitor }) {
        const agent = visitor();
        await agent.signIn(demo.phoneAgent);
        const { reply } = await agent.call('accounts.search', body);
        return status(reply, 400) ?? ('role' in {} ? 'a prototype was changed' : null);
      },
    }),
  ),
  {
    what: 'a body with a field that is not known',
    record: {
      counter: 'countersign_calls_total{channel="accounts.search",outcome="invalid_input"}',
    },
    async make({ visitor }) {
      const agent = visitor();
      await agent.signIn(demo.phoneAgent);
      return refusal(
        await agent.call('accounts.search', { query: 'larsen', role: 'supervisor' }),
        'invalid_input',
      );
    },
  },
  {
    what: 'a flood of requests from one address',
    record: byHost('rate'),
    async make({ visitor }) {
      const flood = visitor('hasty', '127.0.0.60');
      const replies = await Promise.all(Array.from({ length: 120 }, () => flood.ask()));
      const refused = replies.filter((reply) => reply.status === 429).length;
      const other = await visitor('hasty', '127.0.0.61').ask();
      return refused === 20 ? status(other, 200) : `${refused} of 120 refused`;
    },
  },
];
