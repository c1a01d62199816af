import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { MoveSource, MoveTarget } from './move/move-ends.ts';
import { tables } from './move/tables.ts';
import { systemClock } from './platform/clock.ts';
import { movedRefusal, readMoved } from './platform/database/moved.ts';
import { asOwner } from './platform/database/postgres/as-owner.ts';
import { withoutTelling } from './platform/database/postgres/audit-guards.ts';
import { DatabaseClock } from './platform/database/postgres/database-clock.ts';
import { postgresEngine } from './platform/database/postgres/engine.ts';
import { holdStill, takeTurn } from './platform/database/postgres/hold-still.ts';
import { makeSchema } from './platform/database/postgres/migrate.ts';
import { assertSettings } from './platform/database/postgres/settings.ts';
import { readAge } from './platform/database/postgres/steps.ts';
import type { Store, Tx } from './platform/database/schema.ts';
import { copyRecovery } from './platform/keystore/recovery-file.ts';
import type { Secrets } from './platform/keystore/secrets.ts';
import { keepTeamKeys, readTeamKeys } from './platform/keystore/team-keys.ts';
import { Refusal } from './platform/refusal.ts';
import type { RoomsMaker } from './rooms-maker.ts';
import { dataOf } from './setup/store-data.ts';
import { assertKeys } from './setup/team-setup.service.ts';

interface TeamEnd {
  /** The database's address, with the role that owns it. */
  readonly database: string;
  readonly secrets: Secrets;
  readonly maker: RoomsMaker;
}

interface NewTeamEnd extends TeamEnd {
  /** The database for people, without role and password. */
  readonly inWords: string;
  /** Where its servers will have the keys from, with the recovery file in the same folder. */
  readonly keysFile: string;
  /** The folder that the recovery file is in now. */
  readonly recoveryFolder: string;
}

/** The store in a team's database, to be moved from there. Refuses as the source does. */
export async function teamSource({ database, secrets, maker }: TeamEnd): Promise<MoveSource> {
  const withAudit = <Value>(work: (tx: Tx, audit: AuditOf) => Promise<Value>) =>
    asOwner(database, async (tx) => {
      const clock = await DatabaseClock.start(tx);
      clock.stop();
      return work(tx, maker.roomsOn({ store: tx, secrets, clock }).audit);
    });
  await asOwner(database, async (tx) => {
    if ((await readAge(tx)) !== 'none') await makeSchema(tx);
    await assertStore(tx);
    await assertKeys(tx, secrets);
  });
  return {
    engine: postgresEngine,
    check: () => withAudit((_tx, audit) => audit.check()),
    note: (note) =>
      withAudit(async (tx, audit) => {
        await takeTurn(tx);
        await audit.append(tx, note);
      }),
    hold: (work) =>
      asOwner(database, async (tx) => {
        await holdStill(tx, tables);
        await assertStore(tx);
        return work(tx);
      }),
  };
}

/** A team's database, to move a store to. */
export function teamTarget(end: NewTeamEnd): MoveTarget {
  const { database, inWords, secrets, keysFile, maker } = end;
  return {
    engine: postgresEngine,
    inWords,
    look: (work) =>
      asOwner(database, async (tx) => {
        await assertSettings(tx);
        return work((await hasStore(tx)) ? tx : null);
      }),
    async keepKeys() {
      await copyRecovery(end.recoveryFolder, dirname(keysFile), secrets);
      await keepTeamKeys(keysFile, secrets);
    },
    fill: (work) =>
      asOwner(database, async (tx) => {
        await makeSchema(tx);
        await holdStill(tx, tables);
        if (await hasStore(tx))
          throw new Refusal('conflict', 'Somebody else has made a store in this database.');
        await withoutTelling(tx, () => work(tx));
      }),
    async settle(tx) {
      // A table that was never looked at is read as if it were small: page after page in its key's
      // order would each sort the whole of it.
      for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(tx);
    },
    async checkChain(store) {
      // As the servers will have them.
      const kept = await readTeamKeys(keysFile);
      return maker.roomsOn({ store, secrets: kept, clock: systemClock }).audit.check();
    },
  };
}

type AuditOf = ReturnType<RoomsMaker['roomsOn']>['audit'];

/** A schema without a store in it is what `team init` leaves when it is interrupted. */
async function hasStore(store: Store): Promise<boolean> {
  return (await readAge(store)) !== 'none' && (await dataOf(store)) !== null;
}

async function assertStore(store: Store): Promise<void> {
  const data = (await readAge(store)) === 'none' ? null : await dataOf(store);
  if (data === null || data === 'unfinished')
    throw new Refusal('not_set_up', 'There is no store in this database.');
  const mark = await readMoved(store);
  if (mark !== undefined) throw movedRefusal(mark);
}
