import type { Kysely } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import type { Database } from '../schema.ts';
import * as initial from './0001-initial.ts';
import * as teamSessions from './0002-team-sessions.ts';
import * as accountsAndCodes from './0003-accounts-and-codes.ts';
import * as importAndOrders from './0004-import-and-orders.ts';
import * as codesFirst from './0005-codes-first.ts';

export type MigrationStep = (db: Kysely<Database>, engine: DatabaseEngine) => Promise<void>;

/**
 * Every step of the schema, by name, in order. Forward only: a step that was ever released is never
 * changed, renamed or removed. A store that names a step missing here is from a newer version.
 */
export const migrations: Readonly<Record<string, MigrationStep>> = {
  '0001-initial': initial.up,
  '0002-team-sessions': teamSessions.up,
  '0003-accounts-and-codes': accountsAndCodes.up,
  '0004-import-and-orders': importAndOrders.up,
  '0005-codes-first': codesFirst.up,
};
