import { join } from 'node:path';
import { loadBlocklist } from './codes/blocklist.ts';
import { CodeSources } from './codes/code-sources.ts';
import type { Clock } from './platform/clock.ts';
import { fullHashCost, type HashCost } from './platform/crypto/hash-cost.ts';
import type { Store } from './platform/database/schema.ts';
import type { Secrets } from './platform/keystore/secrets.ts';
import { populateStore } from './populate-store.ts';
import { buildRooms, type Rooms } from './rooms.ts';
import type { FirstContent } from './setup/build-store.ts';
import { type AssertPassword, passwordCheck } from './staff/passwords.service.ts';

interface RoomsMakerConfig {
  /** The packaged files: word list, blocklist, demo data. */
  readonly assetsFolder: string;
  /** Tests may lower the cost of hashing; the rules stay the same. */
  readonly hashCost?: HashCost | undefined;
}

/** A store with what it takes to work on it. */
interface Ground {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** Makes the rooms of whatever store there is: a person's own or a team's. */
export interface RoomsMaker {
  readonly assertPassword: AssertPassword;
  roomsOn(ground: Ground): Rooms;
  /** Fills a new store: the first supervisor, the request catalogue, and demo data if asked for. */
  populate(ground: Ground, content: FirstContent): Promise<void>;
}

export function roomsMaker({
  assetsFolder,
  hashCost = fullHashCost,
}: RoomsMakerConfig): RoomsMaker {
  const isBlocklisted = loadBlocklist(join(assetsFolder, 'blocklist.txt'));
  const assertPassword = passwordCheck(isBlocklisted);
  const codeSources = new CodeSources(isBlocklisted, join(assetsFolder, 'eff-large-wordlist.txt'));
  const roomsOn = (ground: Ground) =>
    buildRooms({ ...ground, hashCost, assertPassword, codeSources });
  return {
    assertPassword,
    roomsOn,
    async populate(ground, content) {
      const parts = { store: ground.store, rooms: roomsOn(ground), assetsFolder };
      await populateStore({ ...parts, now: ground.clock.now() }, content);
    },
  };
}
