import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TeamDoor } from '#main/hosts/web/door-settings.ts';
import type { Result } from '#shared/result.ts';
import { type Certificate, makeCertificate } from '../team/certificates.ts';
import { type RawReply, type RawRequest, send } from './raw-request.ts';
import { type StubCall, type StubHostOptions, startStubHost } from './stub-host.ts';
import { newTestDevice } from './test-device.ts';

export interface TeamHostOptions extends StubHostOptions {
  /** Changes to a door with a certificate for desk.example.com and 127.0.0.1, on any port. */
  readonly team?: Partial<TeamDoor>;
  readonly answer?: (call: StubCall) => Result<unknown> | Promise<Result<unknown>>;
}

/** The web host as a team's server, over a stub backend, with a browser's side of it. */
export async function startTeamHost({ team, answer, ...options }: TeamHostOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-tls-'));
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const putCertificate = async ({ cert, private: key }: Certificate) => {
    await writeFile(files.cert, cert);
    await writeFile(files.key, key);
  };
  const certificate = await makeCertificate({ names: ['desk.example.com'], isAuthority: true });
  await putCertificate(certificate);
  const door: TeamDoor = {
    kind: 'team',
    host: '127.0.0.1',
    port: 0,
    tls: files,
    behindProxy: null,
    publicUrl: null,
    ...team,
  };
  const stub = await startStubHost(answer, { ...options, door });
  const { port } = stub;
  const authority = team?.publicUrl ? new URL(team.publicUrl).host : `desk.example.com:${port}`;
  const tls = door.tls === null ? undefined : { ca: certificate.cert, name: 'desk.example.com' };
  const device = newTestDevice();
  const ask = (request: Partial<RawRequest> = {}): Promise<RawReply> =>
    send({ port, tls, ...request, headers: { host: authority, ...request.headers } });
  return {
    ...stub,
    files,
    putCertificate,
    authority,
    origin: `https://${authority}`,
    tls,
    device,
    /** A request as the browser of somebody sends it who opens an address. */
    ask,
    /** A call as the desk's own page sends it, but for these headers. */
    async call(channel: string, input: unknown, headers: Record<string, string> = {}) {
      const body = JSON.stringify(input);
      const reply = await ask({
        method: 'POST',
        path: `/call/${channel}`,
        headers: {
          'content-type': 'application/json',
          origin: `https://${authority}`,
          ...device.headers({ channel, body }),
          ...headers,
        },
        body,
      });
      const result = reply.body.startsWith('{')
        ? (JSON.parse(reply.body) as Result<unknown>)
        : null;
      return { reply, result };
    },
    async close() {
      await stub.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type TeamHost = Awaited<ReturnType<typeof startTeamHost>>;
