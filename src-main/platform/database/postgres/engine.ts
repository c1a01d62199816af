import { sql } from 'kysely';
import type { DatabaseEngine } from '../engine.ts';
import { createAuditGuards } from './audit-guards.ts';

/** A team's store: one PostgreSQL database. */
export const postgresEngine: DatabaseEngine = {
  name: 'postgresql',
  types: {
    whole: 'bigint',
    // A database's own collation differs from service to service, and changes with the system's
    // libraries; bytes don't. Look-up ranges over these columns and the audit log sorts by them.
    text: sql<string>`text collate "C"`,
    bytes: 'bytea',
  },
  // By default, not always: moving a store in keeps its ids. Sequences never give a number twice.
  identity: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
  tableEnding: '',
  keyOrderedTableEnding: '',
  createAuditGuards,
};
