import { type Moved, type MoveProgress, MoveService } from './move/move.service.ts';
import type { MoveSource, MoveTarget } from './move/move-ends.ts';
import { localTarget, openLocalSource } from './move-local-end.ts';
import { teamSource, teamTarget } from './move-team-end.ts';
import type { HashCost } from './platform/crypto/hash-cost.ts';
import type { SecretProtector } from './platform/keystore/secrets.ts';
import { readTeamKeys } from './platform/keystore/team-keys.ts';
import { roomsMaker } from './rooms-maker.ts';

export type { Moved, MoveProgress } from './move/move.service.ts';

export interface MoveConfig {
  readonly dataFolder: string;
  /** Guards the data folder's keys. */
  readonly protector: SecretProtector;
  /** The address of the team's database with the role that owns it; never to be printed. */
  readonly database: string;
  /** The same for people, without role and password. */
  readonly databaseInWords: string;
  /** The team's keys, with the recovery file in the same folder. */
  readonly keysFile: string;
  /** The packaged files: word list, blocklist. */
  readonly assetsFolder: string;
  readonly onProgress: (progress: MoveProgress) => void;
  readonly hashCost?: HashCost;
}

/**
 * Moves the store of a data folder to a team's database, which has to be empty. Its keys are written
 * to the keys file first, and the recovery file beside it.
 *
 * @param recoveryWords of the store, where its key is not kept for this way of running; else null
 * Refuses as `MoveService.move` does, and what writing the keys refuses.
 */
export async function moveToTeam(config: MoveConfig, recoveryWords: string | null): Promise<Moved> {
  const { dataFolder, database, databaseInWords: inWords, keysFile } = config;
  const maker = roomsMaker(config);
  const source = await openLocalSource({ ...config, maker }, recoveryWords);
  try {
    const { secrets } = source;
    const end = { database, inWords, secrets, keysFile, recoveryFolder: dataFolder, maker };
    const target = teamTarget(end);
    return await move(source, target, config);
  } finally {
    await source.close();
  }
}

/**
 * Moves a team's store to an empty data folder, encrypted under the store's own key. Refuses as
 * `MoveService.move` does.
 */
export async function moveFromTeam(config: MoveConfig): Promise<Moved> {
  const { database, keysFile } = config;
  const maker = roomsMaker(config);
  const secrets = await readTeamKeys(keysFile);
  const source = await teamSource({ database, secrets, maker });
  return move(source, localTarget({ ...config, secrets, maker }), config);
}

function move(source: MoveSource, target: MoveTarget, { onProgress }: MoveConfig): Promise<Moved> {
  return new MoveService({ source, target, now: () => Date.now(), onProgress }).move();
}
