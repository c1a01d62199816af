import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { AuditService } from '#main/audit/audit.service.ts';
import type { AuditNote } from '#main/audit/audit-entry.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { newStore } from './sqlite-store.ts';

/** A fresh Ed25519 key as the keystore holds it. */
export function newAuditKey(): Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** The first record of every log. */
export const storeCreated: AuditNote = {
  actor: { staffId: null, role: 'nobody' },
  action: 'store.created',
  outcome: 'done',
};

/** An audit log on a new store. `time.now` is what its clock says. */
export async function newAuditLog() {
  const opened = await newStore();
  const auditKey = newAuditKey();
  const time = { now: Date.UTC(2026, 0, 5, 9) };
  const audit = new AuditService({
    store: opened.store,
    clock: { now: () => time.now },
    auditKey,
    auditKeyId: 'audit-1',
    policyVersion: 1,
  });
  return { ...opened, audit, auditKey, time };
}

/** Appends notes in one transaction. */
export async function appendAll(store: Store, audit: AuditService, notes: readonly AuditNote[]) {
  await store.transaction().execute(async (tx) => {
    for (const note of notes) await audit.append(tx, note);
  });
}

/** Does what somebody with the database's key could do: takes the guard rails off. */
export async function dropGuards(store: Store) {
  const triggers = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'trigger' and name like 'audit%'`.execute(store);
  for (const { name } of triggers.rows) await sql`drop trigger ${sql.ref(name)}`.execute(store);
}
