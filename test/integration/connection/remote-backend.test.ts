import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { contractVersion } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import { parseProof, proofMessage, wrongTimeDetails } from '#shared/rules/device-proof.ts';
import { type Certificate, makeCertificate } from '#test/support/team/certificates.ts';
import { connectTo } from '#test/support/team/remote.ts';
import {
  ok,
  readyStatus,
  type SeenRequest,
  startStandIn,
} from '#test/support/team/tls-stand-in.ts';

let certificate: Certificate;
beforeAll(async () => {
  certificate = await makeCertificate();
});

const token = 'a'.repeat(64);
const cookie = (value: string, more = '') =>
  `__Host-countersign=${value}; Path=/; Secure; HttpOnly; SameSite=Strict${more}`;
const attempt = { verificationId: 1, code: 'seven quiet otters', pasted: false };
const session = { session: null, ended: null, now: 1 };
const person = {
  ...{ staffId: 7, username: 'anna', name: 'Anna', role: 'agent', worksOn: 'both' },
  ...{ defaultChannel: 'phone', state: 'active', signedInAt: 1, expiresAt: 2, idleLockMs: 300_000 },
};

/** A server that signs everybody in and answers `session.current`, and then whatever is given. */
async function signedIn(answer: Parameters<typeof startStandIn>[0]['answer']) {
  const server = await startStandIn({
    certificate,
    answer: async (request, response) => {
      if (request.path === '/call/session.signIn') {
        response.setHeader('set-cookie', cookie(token));
        return ok({ kind: 'refused' });
      }
      return answer?.(request, response);
    },
  });
  const desk = connectTo(server.address, certificate);
  await desk.call('session.signIn', { username: 'anna', password: 'of no importance' });
  expect(desk.caller.token).toBe(token);
  return { server, desk };
}

/** Whether a request proves the key that it names, and at what time. */
function proven({ path, headers, body }: SeenRequest): { proved: boolean; at: number } {
  const key = createPublicKey({
    key: Buffer.from(String(headers['countersign-device']), 'base64url'),
    format: 'der',
    type: 'spki',
  });
  const { at = 0, signature = '' } = parseProof(String(headers['countersign-proof'])) ?? {};
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const message = proofMessage({ channel: path.replace('/call/', ''), at, bodyHash });
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  return {
    proved: verify('sha256', Buffer.from(message), options, Buffer.from(signature, 'base64url')),
    at,
  };
}

describe('a call', () => {
  test('carries the version, the origin, the session and the proof of the device', async () => {
    const { server, desk } = await signedIn(() => ok(session));
    expect(await desk.call('session.current')).toEqual(ok(session));
    const [first, second] = server.requests;
    expect(first?.headers).not.toHaveProperty('cookie');
    expect(second?.headers).toMatchObject({
      'countersign-contract': String(contractVersion),
      cookie: `__Host-countersign=${token}`,
      origin: server.address,
      'content-type': 'application/json',
    });
    expect(second?.body).toBe('{}');
    for (const request of [first, second])
      expect(request && proven(request)).toMatchObject({ proved: true });
    expect(second?.headers['countersign-device']).toBe(first?.headers['countersign-device']);
  });

  test('keeps the session as the server changes it, and takes no other cookie for it', async () => {
    const replies = [
      cookie('b'.repeat(64)),
      'countersign=other; Path=/',
      cookie('', '; Max-Age=0'),
    ];
    const { desk } = await signedIn((_request, response) => {
      response.setHeader('set-cookie', replies.shift() ?? '');
      return ok({});
    });
    await desk.call('session.lock');
    expect(desk.caller.token).toBe('b'.repeat(64));
    await desk.call('session.lock');
    expect(desk.caller.token).toBe('b'.repeat(64));
    await desk.call('session.signOut');
    expect(desk.caller.token).toBe(null);
    expect(desk.kept).toEqual([token, 'b'.repeat(64), null]);
  });

  test('that is refused is refused in the server’s words', async () => {
    const error = { code: 'limit_reached', message: 'Ask.', details: { at: 5 } } as const;
    const { desk } = await signedIn((_request, response) => {
      response.statusCode = 429;
      return { ok: false, error };
    });
    expect(await desk.call('verification.attempt', attempt)).toEqual({ ok: false, error });
  });

  test('is sent once, whatever becomes of the line', async () => {
    const { server, desk } = await signedIn(({ path }, response) => {
      if (path !== '/call/verification.attempt') return ok(session);
      response.socket?.destroy();
      return undefined;
    });
    for (let times = 1; times <= 5; times++) {
      // The line is kept open between calls: what is sent on it may come too late for the server.
      await desk.call('session.current');
      const result = await desk.call('verification.attempt', attempt);
      expect(result).toMatchObject({ ok: false, error: { code: 'server_away' } });
      expect(server.to('verification.attempt')).toHaveLength(times);
    }
  });

  test('is sent once more when only its time was wrong, by the server’s time', async () => {
    const hourAhead = Date.now() + 3_600_000;
    const { server, desk } = await signedIn((request) => {
      if (Math.abs(proven(request).at - hourAhead) > 60_000)
        return {
          ok: false,
          error: {
            code: 'not_signed_in',
            message: 'Of another time.',
            details: wrongTimeDetails(hourAhead),
          },
        };
      return ok({});
    });
    expect(await desk.call('session.lock')).toEqual(ok({}));
    expect(await desk.call('session.lock')).toEqual(ok({}));
    expect(server.to('session.lock')).toHaveLength(3);
    expect(Math.abs(desk.remote.now() - hourAhead)).toBeLessThan(60_000);
  });
});

describe('a server that can’t be asked', () => {
  const away = { ok: false, error: { code: 'server_away' } };

  test.each<[string, (response: import('node:http').ServerResponse) => void]>([
    ['a proxy whose server is away', (r) => r.writeHead(502).end('<html>Bad gateway</html>')],
    ['a page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>')],
    ['nothing', (r) => r.writeHead(204).end()],
    ['another shape', (r) => r.end(JSON.stringify({ ok: true, worth: 1 }))],
    ['a code of nobody', (r) => r.end('{"ok":false,"error":{"code":"sesame","message":"x"}}')],
  ])('is away: %s', async (_which, reply) => {
    const { desk } = await signedIn((_request, response) => {
      reply(response);
      return undefined;
    });
    expect(await desk.call('session.current')).toMatchObject(away);
    expect(desk.caller.token).toBe(token);
  });

  test('is not looked for where it redirects to', async () => {
    const elsewhere = await startStandIn({ certificate });
    const { desk } = await signedIn((_request, response) => {
      response.writeHead(307, { location: `${elsewhere.address}/call/session.current` }).end();
      return undefined;
    });
    expect(await desk.call('session.current')).toMatchObject(away);
    expect(elsewhere.handshakes).toBe(0);
  });

  test('is a state of the store that set-up tells', async () => {
    const { server, desk } = await signedIn(() => ok(session));
    await server.close();
    expect(await desk.call('setup.status')).toMatchObject(
      ok({
        state: 'server_away',
        place: { kind: 'team', address: server.address },
        mayConnect: true,
        appVersion: '1.2.3',
      }),
    );
    expect(await desk.call('session.current')).toMatchObject(away);
  });

  test('that shows another certificate hears nothing, and is told apart', async () => {
    const { server, desk } = await signedIn(() => ok(session));
    await server.close();
    const rogue = await startStandIn({ certificate: await makeCertificate(), port: server.port });
    for (const channel of ['setup.status', 'session.current', 'verification.attempt'])
      await desk.call(channel, attempt);
    expect(await desk.call('setup.status')).toMatchObject(ok({ state: 'server_changed' }));
    expect(await desk.call('session.signIn', { username: 'a', password: 'b' })).toMatchObject({
      ok: false,
      error: { code: 'server_changed' },
    });
    expect(rogue.handshakes).toBeGreaterThan(3);
    expect(rogue.bytes).toBe(0);
  });

  test('of another version says which side to renew', async () => {
    const other: Result<never> = {
      ok: false,
      error: {
        code: 'other_version',
        message: 'Install the newest.',
        details: { server: 9, app: 1 },
      },
    };
    const { desk } = await signedIn(() => other);
    expect(await desk.call('setup.status')).toMatchObject(
      ok({ state: 'other_version', message: 'Install the newest.' }),
    );
    expect(await desk.call('session.current')).toEqual(other);
  });

  test('that breaks the contract without saying so is of another version, too', async () => {
    const { desk } = await signedIn(() => ok({ session: { role: 'queen' }, ended: null, now: 1 }));
    expect(await desk.call('session.current')).toMatchObject({ error: { code: 'other_version' } });
  });
});

test('asking how the server stands tells it neither session nor device', async () => {
  const { server, desk } = await signedIn(() => ok(readyStatus));
  expect(await desk.call('setup.status')).toMatchObject(
    ok({ state: 'ready', place: { address: server.address }, mayConnect: true }),
  );
  expect(Object.keys(server.to('setup.status')[0]?.headers ?? {}).sort()).toEqual(
    [
      'connection',
      'content-length',
      'content-type',
      'countersign-contract',
      'host',
      'origin',
    ].sort(),
  );
});

test('what a set-up asks for never leaves for a server', async () => {
  const { server, desk } = await signedIn(() => ok(readyStatus));
  const refused = { ok: false, error: { code: 'not_allowed' } };
  const recovery = { recoveryWords: 'plover '.repeat(12) };
  expect(await desk.call('setup.recover', recovery)).toMatchObject(refused);
  expect(await desk.call('setup.begin', {})).toMatchObject(refused);
  expect(server.requests.map(({ path }) => path)).toEqual(['/call/session.signIn']);
});

describe('while the server is away', () => {
  test.each(['store_unavailable', 'newer_store', 'store_damaged', 'internal'] as const)(
    'and while it answers %s, a lock and a sign-out stay owed',
    async (code) => {
      let up = false;
      const { server, desk } = await signedIn(({ path }) => {
        if (!up) return { ok: false, error: { code, message: 'Not now.' } };
        return ok(path === '/call/session.current' ? session : {});
      });
      await desk.call('session.lock');
      expect(await desk.call('session.current')).toMatchObject({ error: { code } });
      expect(server.to('session.current')).toEqual([]);
      expect(await desk.call('session.signOut')).toEqual(ok({}));
      up = true;
      await desk.call('session.current');
      expect(server.requests.slice(-3).map(({ path }) => path)).toEqual([
        '/call/session.lock',
        '/call/session.signOut',
        '/call/session.current',
      ]);
    },
  );

  test.each([
    ['session.lock', 'internal', ['session.lock', 'session.signOut']],
    ['session.signOut', 'internal', ['session.signOut']],
    ['session.lock', 'store_damaged', ['session.lock', 'session.signOut']],
  ] as const)(
    'one that always fails at %s by %s blocks no desk, and unlocks none',
    async (left, code, told) => {
      const failing: Result<unknown> = { ok: false, error: { code, message: 'No.' } };
      const { server, desk } = await signedIn(({ path, headers }) => {
        if (told.some((channel) => path === `/call/${channel}`)) return failing;
        // The session is open there for whoever shows its token.
        return ok({ ...session, session: headers.cookie === undefined ? null : person });
      });
      await desk.call(left);
      const answers: Result<unknown>[] = [];
      for (let asked = 0; asked < 8; asked++) answers.push(await desk.call('session.current'));
      const decided = answers.findIndex(({ ok: answered }) => answered);
      expect(decided).toBeGreaterThan(1);
      for (const answer of answers.slice(decided)) expect(answer).toEqual(ok(session));
      expect(desk.caller.token).toBe(null);
      expect(desk.kept.at(-1)).toBe(null);
      for (const channel of told) {
        const first = channel === left ? 1 : 0;
        expect(server.to(channel)).toHaveLength(first + 3);
      }
      // Signing in anew works, and the new session is nobody else's.
      await desk.call('session.signIn', { username: 'anna', password: 'of no importance' });
      expect(desk.caller.token).toBe(token);
      expect(desk.log.lines.join()).toContain('connection.leaving_given_up');
      expect(desk.log.lines.join()).not.toContain(token);
    },
  );

  test('a lock leaves no token for the next start, until it is unlocked', async () => {
    let up = false;
    const unlocked = { kind: 'signed_in', session: person };
    const { desk } = await signedIn(({ path }, response) => {
      if (up) return ok(path === '/call/session.unlock' ? unlocked : {});
      response.writeHead(503).end();
      return undefined;
    });
    await desk.call('session.lock');
    expect(desk.kept.at(-1)).toBe(null);
    expect(desk.caller.token).toBe(token);
    up = true;
    await desk.call('session.lock');
    expect(desk.kept.at(-1)).toBe(null);
    await desk.call('session.unlock', { password: 'of no importance' });
    expect(desk.kept.at(-1)).toBe(token);
  });

  test('a lock holds, and the server hears of it before anything else', async () => {
    let up = true;
    const { server, desk } = await signedIn(({ path }, response) => {
      if (up) return ok(path === '/call/session.lock' ? {} : session);
      response.writeHead(503).end();
      return undefined;
    });
    up = false;
    await desk.call('session.lock');
    expect(await desk.call('session.current')).toMatchObject({ error: { code: 'server_away' } });
    // It was not asked: the session might have been shown unlocked.
    expect(server.to('session.current')).toEqual([]);
    up = true;
    const before = server.requests.length;
    await Promise.all([desk.call('session.current'), desk.call('session.current')]);
    expect(server.requests.slice(before).map(({ path }) => path)).toEqual([
      '/call/session.lock',
      '/call/session.current',
      '/call/session.current',
    ]);
  });

  test('signing out holds, and ends the session once the server is back', async () => {
    let up = true;
    const { server, desk } = await signedIn((_request, response) => {
      if (up) return ok({});
      response.writeHead(503).end();
      return undefined;
    });
    up = false;
    expect(await desk.call('session.signOut')).toEqual(ok({}));
    expect(desk.caller.token).toBe(null);
    expect(desk.kept.at(-1)).toBe(null);
    up = true;
    await desk.call('session.current');
    const [, again] = server.to('session.signOut');
    expect(again?.headers.cookie).toBe(`__Host-countersign=${token}`);
    expect(server.to('session.current')[0]?.headers).not.toHaveProperty('cookie');
  });
});

test('the first caller goes on in the session that the desk was left in, and no other', async () => {
  const server = await startStandIn({ certificate, answer: () => ok(session) });
  const { remote } = connectTo(server.address, certificate, token);
  const callers = [1, 2].map(() => ({ door: 'desktop', token: null, operator: false }) as const);
  for (const caller of callers) await remote.call('session.current', {}, { ...caller });
  expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([
    `__Host-countersign=${token}`,
    undefined,
  ]);
});

test('what can’t be sent is a defect of ours, told without what it was', async () => {
  const { desk } = await signedIn(() => ok(session));
  expect(await desk.call('verification.attempt', { code: 10n, plover: 1 })).toMatchObject({
    ok: false,
    error: { code: 'internal' },
  });
  expect(desk.log.lines.join()).not.toContain('plover');
  expect(desk.log.lines.join()).toContain('connection.call_failed');
});
