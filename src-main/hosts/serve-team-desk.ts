import { createTeamBackend } from '../backend.ts';
import { readTeamKeys } from '../platform/keystore/team-keys.ts';
import type { Logger } from '../platform/logger.ts';
import { program } from './program.ts';
import { toldToStop } from './stop-signals.ts';
import { openPlace, type TeamDoor } from './web/door-settings.ts';
import { startWebHost } from './web/web-host.ts';

export interface TeamDeskOptions {
  /** The team's database, with the servers' role; never to be printed. */
  readonly database: string;
  /** The same with the role that owns it, where this server may bring the store up to date. */
  readonly ownerDatabase: string | undefined;
  readonly poolSize: number | undefined;
  readonly keysFile: string;
  readonly door: TeamDoor;
  readonly metricsPort: number | undefined;
  readonly logger: Logger;
  /** Tells whoever started it where the desk is. */
  readonly announce: (url: string) => void;
}

/**
 * Serves a team's desk until it is told to end, then lets calls under way end and closes. SIGHUP
 * takes a renewed certificate, which is noticed without it too. Several may serve one database.
 *
 * Rejects, in words for people, when its settings are not safe or it can't listen. Refuses
 * `key_unavailable` when the keys can't be had. A database that is away is waited for.
 */
export async function serveTeamDesk(options: TeamDeskOptions): Promise<void> {
  const { database, ownerDatabase, poolSize, door, logger } = options;
  const keys = await readTeamKeys(options.keysFile);
  const { place } = await openPlace(door);
  const backend = await createTeamBackend({
    database,
    ...(ownerDatabase === undefined ? {} : { ownerDatabase }),
    ...(poolSize === undefined ? {} : { poolSize }),
    keys,
    address: place.url(door.port),
    assetsFolder: program.assetsFolder,
    appVersion: program.version,
    logger,
    workers: true,
  });
  try {
    const { rendererFolder } = program;
    const { metricsPort } = options;
    const host = await startWebHost({ backend, door, rendererFolder, logger, metricsPort });
    const stopped = toldToStop(['SIGINT', 'SIGTERM']);
    const renew = () => void host.renewCertificate();
    process.on('SIGHUP', renew);
    options.announce(host.url);
    await stopped;
    process.off('SIGHUP', renew);
    await host.close();
  } finally {
    await backend.close();
  }
}
