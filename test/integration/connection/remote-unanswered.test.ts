import { describe, expect, test } from 'vitest';
import type { Result } from '#shared/result.ts';
import { makeCertificate } from '#test/support/team/certificates.ts';
import {
  attempt,
  certificate,
  session,
  signedIn,
  token,
} from '#test/support/team/signed-in-desk.ts';
import { ok, startStandIn } from '#test/support/team/tls-stand-in.ts';

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
