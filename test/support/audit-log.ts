import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { insertCheckpoint } from '#main/audit/audit.queries.ts';
import { AuditService } from '#main/audit/audit.service.ts';
import { checkpointInterval } from '#main/audit/audit-chain.ts';
import {
  type AuditContent,
  type AuditRow,
  genesisHash,
  recordHash,
} from '#main/audit/audit-encoding.ts';
import type { AuditNote } from '#main/audit/audit-entry.ts';
import { AuditSigner } from '#main/audit/audit-signer.ts';
import type { Store, Tx } from '#main/platform/database/schema.ts';
import { newStore } from './new-store.ts';
import { onPostgres } from './test-desk.ts';

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

/**
 * Makes a long log fast: signed at its checkpoints and at its end, as appending one by one would
 * leave it. `vary` gives what differs from record to record.
 */
export async function fillLog(
  store: Store,
  auditKey: Buffer,
  count: number,
  vary: (seq: number) => Partial<Omit<AuditContent, 'seq' | 'details'>>,
) {
  const signer = new AuditSigner(auditKey, 'audit-1');
  const at = '2026-01-05T09:00:00.000Z';
  let hash = genesisHash;
  const next = (seq: number) => {
    const content: AuditContent = {
      at,
      actorId: null,
      actorRole: 'nobody',
      action: seq === 1 ? 'store.created' : 'account.opened',
      subjectStaffId: null,
      accountId: null,
      contactId: null,
      verificationId: null,
      channel: null,
      outcome: 'done',
      policyVersion: 1,
      ...vary(seq),
      seq,
      details: '{}',
    };
    const previousHash = hash;
    hash = recordHash(previousHash, content);
    return { ...content, previousHash, hash };
  };
  for (let seq = 1; seq <= count; )
    await store.transaction().execute(async (tx) => {
      const end = Math.min(seq - 1 + checkpointInterval, count);
      while (seq <= end) {
        const rows = [];
        while (rows.length < 200 && seq <= end) rows.push(next(seq++));
        await insertRows(tx, rows);
      }
      if (end % checkpointInterval === 0) {
        const signature = signer.signCheckpoint({ seq: end, hash, at });
        await insertCheckpoint(tx, { seq: end, hash, at, keyId: signer.keyId, signature });
      }
      const signature = signer.signHead(end, hash);
      await tx.updateTable('audit_head').set({ seq: end, hash, signature }).execute();
    });
}

async function insertRows(tx: Tx, rows: readonly AuditRow[]) {
  await tx
    .insertInto('audit_log')
    .values(
      rows.map((row) => ({
        seq: row.seq,
        at: row.at,
        actor_id: row.actorId,
        actor_role: row.actorRole as 'nobody',
        action: row.action as 'account.opened',
        subject_staff_id: row.subjectStaffId,
        account_id: row.accountId,
        contact_id: row.contactId,
        verification_id: row.verificationId,
        channel: row.channel as null,
        outcome: row.outcome as 'done',
        policy_version: row.policyVersion,
        details: row.details,
        previous_hash: row.previousHash,
        hash: row.hash,
      })),
    )
    .execute();
}

/** Does what somebody with the database's key, or its owner, could do: takes the guard rails off. */
export async function dropGuards(store: Store) {
  if (onPostgres) {
    for (const table of ['audit_log', 'audit_checkpoint'])
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(store);
    return;
  }
  const triggers = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'trigger' and name like 'audit%'`.execute(store);
  for (const { name } of triggers.rows) await sql`drop trigger ${sql.ref(name)}`.execute(store);
}
