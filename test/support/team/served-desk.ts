import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTeamBackend } from '#main/backend.ts';
import { program } from '#main/hosts/program.ts';
import type { TeamDoor } from '#main/hosts/web/door-settings.ts';
import type { HostLimits } from '#main/hosts/web/host-limits.ts';
import { startWebHost, type WebHost } from '#main/hosts/web/web-host.ts';
import { KeptLog } from '../kept-log.ts';
import { newTeamDatabase } from '../postgres/team-database.ts';
import { testHashCost } from '../test-hash-cost.ts';
import { makeCertificate } from './certificates.ts';

/** The name in the certificate, by which everybody comes. */
export const servedName = 'desk.example.com';

/** A team's backend on a demo database of its own, with as many doors to it as are opened. */
export async function serveTeamDesk() {
  const database = await newTeamDatabase('demo');
  const log = new KeptLog();
  const backend = await createTeamBackend({
    database: database.server,
    keys: database.keys,
    address: `https://${servedName}`,
    assetsFolder: program.assetsFolder,
    appVersion: '0.0.0-test',
    hashCost: testHashCost,
    logger: log,
  });
  const folder = await mkdtemp(join(tmpdir(), 'countersign-tls-'));
  const certificate = await makeCertificate({ names: [servedName], isAuthority: true });
  const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await writeFile(tls.cert, certificate.cert);
  await writeFile(tls.key, certificate.private);
  const hosts: WebHost[] = [];
  return {
    ...{ backend, database, log, certificate },
    async open(team: Partial<TeamDoor> = {}, limits: Partial<HostLimits> = {}) {
      const door: TeamDoor = {
        kind: 'team',
        host: '0.0.0.0',
        port: 0,
        ...{ tls, behindProxy: null, publicUrl: null, ...team },
      };
      const { rendererFolder } = program;
      const host = await startWebHost({
        ...{ backend, door, rendererFolder, limits },
        logger: log,
        metricsPort: 0,
      });
      hosts.push(host);
      return host;
    },
    async close() {
      for (const host of hosts) await host.close();
      await backend.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
