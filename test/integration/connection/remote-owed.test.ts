import { describe, expect, test } from 'vitest';
import type { Result } from '#shared/result.ts';
import { session, signedIn, token } from '#test/support/team/signed-in-desk.ts';
import { ok } from '#test/support/team/tls-stand-in.ts';

const person = {
  ...{ staffId: 7, username: 'anna', name: 'Anna', role: 'agent', worksOn: 'both' },
  ...{ defaultChannel: 'phone', state: 'active', signedInAt: 1, expiresAt: 2, idleLockMs: 300_000 },
};

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
