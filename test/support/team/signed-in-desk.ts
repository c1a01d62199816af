import { expect } from 'vitest';
import { makeCertificate } from './certificates.ts';
import { connectTo } from './remote.ts';
import { ok, startStandIn } from './tls-stand-in.ts';

export const certificate = await makeCertificate();

/** The session's token, and the cookie that carries one. */
export const token = 'a'.repeat(64);
export const cookie = (value: string, more = '') =>
  `__Host-countersign=${value}; Path=/; Secure; HttpOnly; SameSite=Strict${more}`;
export const attempt = { verificationId: 1, code: 'seven quiet otters', pasted: false };
/** What `session.current` tells whoever has not signed in. */
export const session = { session: null, ended: null, now: 1 };

/** A server that signs everybody in and answers `session.current`, and then whatever is given. */
export async function signedIn(answer: Parameters<typeof startStandIn>[0]['answer']) {
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
