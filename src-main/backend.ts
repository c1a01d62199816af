import { join } from 'node:path';
import { roomsBeforeStore } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import { loadBlocklist } from './codes/blocklist.ts';
import { connectionNotHere } from './connection/not-here.handlers.ts';
import { type DeskListener, EventsService, type Watch } from './events/events.service.ts';
import type { Caller } from './platform/call.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { fullHashCost, type HashCost } from './platform/crypto/hash-cost.ts';
import type { Store } from './platform/database/schema.ts';
import { Dispatcher, type RoomHandlers } from './platform/dispatcher.ts';
import type { SecretProtector } from './platform/keystore/secrets.ts';
import { type Logger, stderrLogger } from './platform/logger.ts';
import { Refusal } from './platform/refusal.ts';
import { populateStore } from './populate-store.ts';
import { buildRooms, type Rooms } from './rooms.ts';
import { setupHandlers } from './setup/setup.handlers.ts';
import { type OpenedStore, SetupService } from './setup/setup.service.ts';
import { passwordCheck } from './staff/passwords.service.ts';
import { BackupService } from './store/backup.service.ts';
import { noteDeskConnected } from './store/desk-connected.ts';
import { storeHandlers } from './store/store.handlers.ts';

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
}

/** The product behind one seam: every host, and every test, comes in through `call`. */
export interface Backend {
  /** Carries one call (`room.name`) for a caller. Never throws; what fails is an error result. */
  call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>>;
  /**
   * Tells a signed-in desk when to look again: from now on (`after` null), or from the record after
   * that number, so that what it missed is made good. Never throws; refuses `not_signed_in`.
   */
  watch(caller: Caller, after: number | null, listener: DeskListener): Promise<Result<Watch>>;
  /** Waits for calls under way, signs the log's end, and closes the store. */
  close(): Promise<void>;
}

/**
 * Wires the product on one data folder. A store that can't be opened does not reject: set-up's
 * status tells, and every other channel refuses by it.
 */
export async function createBackend(config: BackendConfig): Promise<Backend> {
  const logger = config.logger ?? stderrLogger;
  const clock = config.clock ?? systemClock;
  const hashCost = config.hashCost ?? fullHashCost;
  const assertPassword = passwordCheck(loadBlocklist(join(config.assetsFolder, 'blocklist.txt')));
  const roomsOn = (opened: Pick<OpenedStore, 'secrets'> & { readonly store: Store }) =>
    buildRooms({
      store: opened.store,
      secrets: opened.secrets,
      clock,
      hashCost,
      assertPassword,
    });

  let rooms: Rooms | null = null;
  let handlers: Readonly<Partial<Record<string, unknown>>> = {};
  const setup = new SetupService({
    dataFolder: config.dataFolder,
    appVersion: config.appVersion,
    protector: config.protector,
    clock,
    logger,
    assertPassword,
    populate: (store, secrets, content) =>
      populateStore(
        {
          store,
          rooms: roomsOn({ store, secrets }),
          assetsFolder: config.assetsFolder,
          now: clock.now(),
        },
        content,
      ),
    onReady: async ({ opened, secrets, occasion }) => {
      const ready = roomsOn({ store: opened.store, secrets });
      await ready.noteOpening(occasion);
      const backups = new BackupService({
        opened,
        databaseKey: secrets.databaseKey,
        dataFolder: config.dataFolder,
        appVersion: config.appVersion,
        clock,
        audit: ready.audit,
        checkChain: (copy) => ready.audit.check(copy),
      });
      handlers = {
        ...setUp,
        ...ready.handlers,
        store: storeHandlers(backups, noteDeskConnected(opened.store, ready.audit)),
      };
      rooms = ready;
    },
  });
  const setUp = { setup: setupHandlers(setup), connection: connectionNotHere };
  handlers = setUp;
  await setup.start();

  const open = async (): Promise<Rooms> => {
    if (rooms) return rooms;
    const { state, message } = await setup.status();
    throw new Refusal(
      state === 'empty' ? 'not_set_up' : state === 'ready' ? 'store_unavailable' : state,
      message || 'Set Countersign up first.',
    );
  };
  const dispatcher = new Dispatcher(
    {
      handlers: async (room) => {
        if (!roomsBeforeStore.includes(room)) await open();
        // Each was typed by its room's contract; the dispatcher parses before it calls.
        return handlers[room] as RoomHandlers;
      },
      session: async (caller) => (await open()).sessions.resolve(caller.token),
      touch: async (session) => (await open()).sessions.touch(session),
    },
    logger,
  );
  const underWay = new Set<Promise<unknown>>();
  return {
    call(channel, input, caller) {
      const result = dispatcher.call(channel, input, caller);
      underWay.add(result);
      return result.finally(() => underWay.delete(result));
    },
    async close() {
      await Promise.all(underWay);
      await rooms?.close();
      rooms = null;
      await setup.close();
    },
  };
}
