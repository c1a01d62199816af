import { setupChannels } from '#shared/contract/setup.contract.ts';
import { asOwner } from './platform/database/postgres/as-owner.ts';
import { makeSchema, migratePostgres } from './platform/database/postgres/migrate.ts';
import { openPostgresStore } from './platform/database/postgres/open.ts';
import { assertSettings } from './platform/database/postgres/settings.ts';
import { readAge } from './platform/database/postgres/steps.ts';
import type { Store } from './platform/database/schema.ts';
import { stderrLogger } from './platform/logger.ts';
import { Refusal } from './platform/refusal.ts';
import { roomsMaker } from './rooms-maker.ts';
import type { FirstContent } from './setup/build-store.ts';
import { dataOf } from './setup/store-data.ts';
import type { TeamBackendConfig } from './team-backend.ts';

type FirstSupervisor = FirstContent['supervisor'];

/**
 * Makes the store of a team in an empty database: its tables, the first supervisor, the request
 * catalogue, and demo data if asked for. Without demo data it can be begun again after a crash.
 * Refuses `invalid_input` for a password against the rules, `conflict` when there is a store, or the
 * unfinished beginning of a demo, and what opening refuses.
 *
 * @param config as for its servers; a role that owns the database
 */
export async function createTeamStore(
  config: Omit<TeamBackendConfig, 'address' | 'appVersion'>,
  supervisor: FirstSupervisor,
  data: FirstContent['data'],
): Promise<void> {
  const { keys: secrets, logger = stderrLogger, ownerDatabase = config.database } = config;
  const maker = roomsMaker(config);
  maker.assertPassword(supervisor.username, supervisor.password);
  await migratePostgres(ownerDatabase);
  const { store, clock, close } = await openPostgresStore({ database: ownerDatabase, logger });
  try {
    await assertNone(store);
    await maker.populate({ store, secrets, clock: config.clock ?? clock }, { supervisor, data });
  } finally {
    await close();
  }
}

/**
 * Looks at a database in which a store is to be made, before anything is. Refuses `conflict` when
 * there is one, and `store_unavailable` when the database can't be had or is not fit for one.
 */
export function assertNoTeamStore(ownerDatabase: string): Promise<void> {
  return asOwner(ownerDatabase, async (tx) => {
    await assertSettings(tx);
    if ((await readAge(tx)) !== 'none') await assertNone(tx);
  });
}

/**
 * The first supervisor as typed, in the form that the store takes. Refuses `invalid_input`, naming
 * what is against the rules.
 */
export function readFirstSupervisor(
  typed: FirstSupervisor,
  { assetsFolder }: Pick<TeamBackendConfig, 'assetsFolder'>,
): FirstSupervisor {
  const { success, data, error } = setupChannels.begin.input.safeParse(typed);
  if (!success) {
    const [issue] = error.issues;
    throw new Refusal('invalid_input', `The ${issue?.path.join('.')} ${issue?.message}.`);
  }
  roomsMaker({ assetsFolder }).assertPassword(data.username, data.password);
  return data;
}

/**
 * Brings the schema of a team's store up to date, and gives the servers' role its rights. Refuses
 * `not_set_up` when there is no store, and as `migratePostgres` does.
 */
export function migrateTeamStore(ownerDatabase: string): Promise<void> {
  return asOwner(ownerDatabase, async (tx) => {
    await assertSettings(tx);
    if ((await readAge(tx)) === 'none')
      throw new Refusal(
        'not_set_up',
        'There is no store in this database yet. Make it with "countersign team init".',
      );
    await makeSchema(tx);
  });
}

async function assertNone(store: Store): Promise<void> {
  const found = await dataOf(store);
  if (found === null) return;
  throw new Refusal(
    'conflict',
    found === 'unfinished'
      ? 'In this database making a demo store was begun and not finished. Drop the database, create it anew, and try again.'
      : 'There is a store in this database already. Nothing was changed.',
  );
}
