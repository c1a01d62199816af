import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { connectionFileName } from '#main/connection/connection-file.ts';
import type { Result } from '#shared/result.ts';
import { tempFolder } from '../temp-folder.ts';
import { demoFolder, must } from '../test-desk.ts';
import { fingerprintOf, makeCertificate } from './certificates.ts';
import { openDesk } from './desk.ts';
import { ok, readyStatus, type StandIn, startStandIn } from './tls-stand-in.ts';

/** The team's own certificate, which no authority vouches for. */
export const certificate = await makeCertificate();

export const supervisorToken = 's'.repeat(64);
const agentToken = 'g'.repeat(64);
const person = (role: 'agent' | 'supervisor') => ({
  staffId: 7,
  username: role,
  name: 'Somebody',
  role,
  worksOn: 'both',
  defaultChannel: 'phone',
  state: 'active',
  signedInAt: 1,
  expiresAt: Date.now() + 3_600_000,
  idleLockMs: 300_000,
});

interface TeamOptions extends Partial<Parameters<typeof startStandIn>[0]> {
  /** What the agent's sign-in waits for. */
  readonly beforeAgent?: Promise<void> | undefined;
  /** Whether its database takes records. */
  readonly records?: boolean | undefined;
}

/** A team's server with two colleagues, `agent` and `supervisor`, whom any password lets in. */
export function startTeam(given: TeamOptions = {}): Promise<StandIn> {
  const { beforeAgent, records = true, ...options } = given;
  return startStandIn({
    certificate,
    answer: async ({ path, body, headers }, response): Promise<Result<unknown>> => {
      const { cookie = '' } = headers;
      const role = cookie.endsWith(supervisorToken)
        ? 'supervisor'
        : cookie.endsWith(agentToken)
          ? 'agent'
          : null;
      switch (path) {
        case '/call/setup.status':
          return ok({ ...readyStatus, now: Date.now() });
        case '/call/session.current':
          return ok({ session: role && person(role), ended: null, now: Date.now() });
        case '/call/session.signIn': {
          const { username } = JSON.parse(body) as { username: 'agent' | 'supervisor' };
          if (username === 'agent') await beforeAgent;
          const token = username === 'agent' ? agentToken : supervisorToken;
          response.setHeader('set-cookie', `__Host-countersign=${token}; Path=/; Secure`);
          return ok({ kind: 'signed_in', session: person(username) });
        }
        case '/call/session.signOut':
          response.setHeader('set-cookie', '__Host-countersign=; Max-Age=0; Path=/; Secure');
          return ok({});
        case '/call/session.noteDeskLeaves':
          if (records) return ok({});
          return { ok: false, error: { code: 'store_unavailable', message: 'Not now.' } };
        default:
          return ok({});
      }
    },
    ...options,
  });
}

export const refused = (code: string) => ({ ok: false, error: { code } });
export const password = 'of no importance here';
export const fingerprint = () => fingerprintOf(certificate);
export const isConnected = (folder: string) =>
  stat(join(folder, connectionFileName)).then(
    () => true,
    () => false,
  );

/** A desk that was connected at set-up, with its server. */
export async function connectedDesk(options: Pick<TeamOptions, 'beforeAgent' | 'records'> = {}) {
  const server = await startTeam(options);
  const folder = await tempFolder();
  const one = await openDesk(folder);
  must(await one.desk.connection.connect({ address: server.address, fingerprint: fingerprint() }));
  return { ...one, server, folder };
}

export async function localDesk() {
  const folder = await demoFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, ...(await openDesk(folder)) };
}
