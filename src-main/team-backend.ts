import type { Backend, OpenRooms } from './backend-seam.ts';
import { backendOn, openRooms } from './backend-seam.ts';
import { connectionNotHere } from './connection/not-here.handlers.ts';
import { handlersToRead } from './kept-store.ts';
import type { Clock } from './platform/clock.ts';
import type { HashCost } from './platform/crypto/hash-cost.ts';
import { readAddress } from './platform/database/postgres/address.ts';
import { openPostgresStore } from './platform/database/postgres/open.ts';
import type { Secrets } from './platform/keystore/secrets.ts';
import { type Logger, stderrLogger } from './platform/logger.ts';
import { roomsMaker } from './rooms-maker.ts';
import { teamSetupHandlers } from './setup/team-setup.handlers.ts';
import { TeamSetupService } from './setup/team-setup.service.ts';
import { teamStoreHandlers } from './store/team-store.handlers.ts';

export interface TeamBackendConfig {
  /** The address of the team's PostgreSQL database, with the servers' role. */
  readonly database: string;
  /** The same with the role that owns it; without it an older schema is refused. */
  readonly ownerDatabase?: string;
  /** How many connections to the database this server holds at most. */
  readonly poolSize?: number;
  /** The store's keys: they are with its servers, never in the database. */
  readonly keys: Secrets;
  /** The server's own address, for people. */
  readonly address: string;
  /** The packaged files: word list, blocklist, demo data. */
  readonly assetsFolder: string;
  readonly appVersion: string;
  /** Tests may set the time; else it is the database's. */
  readonly clock?: Clock;
  /** Tests may lower the cost of hashing; the rules stay the same. */
  readonly hashCost?: HashCost;
  readonly logger?: Logger;
  /** Whether mail is delivered, and whatever else is done beside the calls: not for one command. */
  readonly workers?: boolean;
}

/**
 * Wires the product on a team's database. Several servers may work on one at once; none has a state
 * of its own. A database that is away does not reject: set-up's status tells, every other channel
 * refuses by it, and the server goes on as soon as the database is back. Refuses `invalid_input` for
 * an address that `readAddress` refuses.
 */
export async function createTeamBackend(config: TeamBackendConfig): Promise<Backend> {
  const { keys: secrets, logger = stderrLogger } = config;
  for (const address of [config.database, config.ownerDatabase ?? config.database])
    readAddress(address);
  const maker = roomsMaker(config);
  let ready: OpenRooms | null = null;
  let toRead: ReturnType<typeof handlersToRead> | null = null;
  const setup = new TeamSetupService({
    address: config.address,
    appVersion: config.appVersion,
    secrets,
    logger,
    open: (onUnusable) => openPostgresStore({ ...config, logger, onUnusable }),
    clock: config.clock,
    onReady: async ({ store, records }, clock, moved) => {
      const rooms = maker.roomsOn({ store, secrets, clock });
      if (!moved) await rooms.noteOpening('opened');
      await ready?.workers?.stop();
      ready = openRooms({
        rooms,
        ...{ store, clock, records, logger },
        others: { store: teamStoreHandlers },
        workers: config.workers === true,
        usable: () => setup.opened !== null,
      });
      toRead = handlersToRead(rooms.audit, () => teamStoreHandlers);
    },
  });
  await setup.look();
  return backendOn(
    {
      before: { setup: teamSetupHandlers(setup), connection: connectionNotHere },
      open: () => (setup.opened ? ready : null),
      toRead: () => (setup.keptToRead ? toRead : null),
      status: () => setup.status(),
      now: () => setup.now(),
      async close() {
        await ready?.events.close();
        await setup.close();
      },
    },
    logger,
  );
}
