import type { Backend } from './backend-seam.ts';
import { backendOn, type OpenRooms, openRooms } from './backend-seam.ts';
import { connectionNotHere } from './connection/not-here.handlers.ts';
import { handlersToRead } from './kept-store.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { HashCost } from './platform/crypto/hash-cost.ts';
import type { Store } from './platform/database/schema.ts';
import type { SecretProtector } from './platform/keystore/secrets.ts';
import { type Logger, stderrLogger } from './platform/logger.ts';
import { roomsMaker } from './rooms-maker.ts';
import { setupHandlers } from './setup/setup.handlers.ts';
import { SetupService } from './setup/setup.service.ts';
import { type BackupParts, BackupService } from './store/backup.service.ts';
import { storeHandlers } from './store/store.handlers.ts';

export type { Backend } from './backend-seam.ts';
export { createTeamBackend } from './team-backend.ts';
export { createTeamStore } from './team-store.ts';

export interface BackendConfig {
  /** Where the store is, or will be. */
  readonly dataFolder: string;
  /** The packaged files: word list, blocklist, demo data. */
  readonly assetsFolder: string;
  readonly appVersion: string;
  readonly protector: SecretProtector;
  readonly clock?: Clock;
  /** Tests may lower the cost of hashing; the rules stay the same. */
  readonly hashCost?: HashCost;
  readonly logger?: Logger;
  /** Whether mail is delivered, and whatever else is done beside the calls: not for one command. */
  readonly workers?: boolean;
}

/**
 * Wires the product on one data folder. A store that can't be opened does not reject: set-up's
 * status tells, and every other channel refuses by it.
 */
export async function createBackend(config: BackendConfig): Promise<Backend> {
  const { dataFolder, appVersion, protector } = config;
  const logger = config.logger ?? stderrLogger;
  const clock = config.clock ?? systemClock;
  const maker = roomsMaker(config);
  let ready: OpenRooms | null = null;
  let toRead: ReturnType<typeof handlersToRead> | null = null;
  const setup = new SetupService({
    dataFolder,
    appVersion,
    protector,
    clock,
    logger,
    assertPassword: maker.assertPassword,
    populate: (store, secrets, content) => maker.populate({ store, secrets, clock }, content),
    onReady: async ({ opened, secrets, occasion, moved }) => {
      const { store, records } = opened;
      const { databaseKey } = secrets;
      const rooms = maker.roomsOn({ store, secrets, clock });
      if (!moved) await rooms.noteOpening(occasion);
      const { audit } = rooms;
      const storeRoom = (note: BackupParts['note']) => {
        const common = { opened, databaseKey, dataFolder, appVersion, clock, note };
        const checkChain = (copy: Store) => audit.check(copy);
        const backups = new BackupService({ ...common, checkChain });
        return storeHandlers(backups);
      };
      await ready?.workers?.stop();
      ready = openRooms({
        rooms,
        ...{ store, clock, records, logger },
        others: { store: storeRoom((note) => audit.note(note)) },
        workers: config.workers === true,
        usable: () => setup.usable,
      });
      toRead = handlersToRead(audit, storeRoom);
    },
  });
  await setup.start();
  return backendOn(
    {
      before: { setup: setupHandlers(setup), connection: connectionNotHere },
      open: () => (setup.usable ? ready : null),
      toRead: () => (setup.keptToRead ? toRead : null),
      status: () => setup.status(),
      now: () => clock.now(),
      async close() {
        await ready?.events.close();
        ready = null;
        await setup.close();
      },
    },
    logger,
  );
}
