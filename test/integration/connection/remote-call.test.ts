import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contractVersion } from '#shared/contract/version.ts';
import { parseProof, proofMessage, wrongTimeDetails } from '#shared/rules/device-proof.ts';
import { connectTo } from '#test/support/team/remote.ts';
import {
  attempt,
  certificate,
  cookie,
  session,
  signedIn,
  token,
} from '#test/support/team/signed-in-desk.ts';
import {
  ok,
  readyStatus,
  type SeenRequest,
  startStandIn,
} from '#test/support/team/tls-stand-in.ts';

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
