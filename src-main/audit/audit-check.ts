import { setImmediate as breathe } from 'node:timers/promises';
import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import type { Store } from '../platform/database/schema.ts';
import { readCheckpoints, readEnd, readPage } from './audit.queries.ts';
import { AuditChain, checkpointInterval } from './audit-chain.ts';
import { type AuditRow, genesisHash } from './audit-encoding.ts';
import type { AuditSigner } from './audit-signer.ts';

/** Small enough that reading and hashing a page keeps the event loop for a few ms at most. */
const pageSize = 100;

/**
 * Checks the whole log, page by page, while others go on writing to it. Records that come in
 * meanwhile are checked too: the end counts as reached when one and the same statement sees the
 * signed head and no record beyond the last one read.
 */
export async function checkLog(store: Store, signer: AuditSigner): Promise<AuditCheck> {
  const chain = new AuditChain(signer);
  let after: number | null = null;
  for (;;) {
    const rows: AuditRow[] = await readPage(store, after, pageSize);
    const upTo: number | undefined = rows.at(-1)?.seq;
    if (upTo !== undefined && Number.isSafeInteger(upTo)) {
      await checkPage(store, chain, rows, after, upTo);
      after = upTo;
      await breathe();
      continue;
    }
    for (const row of rows) chain.record(row);
    // Read before the head: their records, if they exist, are then no newer than the head.
    const rest = await readCheckpoints(store, after, null);
    const { head, last } = (await readEnd(store)) ?? {};
    if (rows.length === 0 && last && last.seq > (after ?? 0)) continue;
    for (const checkpoint of rest) chain.checkpoint(checkpoint, undefined);
    chain.head(head);
    const problems = await chain.problems();
    return {
      whole: problems.length === 0,
      records: chain.records,
      checkpoints: chain.checkpoints,
      headHash: head?.hash ?? genesisHash,
      problems,
    };
  }
}

async function checkPage(
  store: Store,
  chain: AuditChain,
  rows: readonly AuditRow[],
  after: number | null,
  upTo: number,
): Promise<void> {
  for (const row of rows) chain.record(row);
  const hashes = new Map(rows.map((row) => [row.seq, row.hash]));
  const checkpoints = await readCheckpoints(store, after, upTo);
  for (const checkpoint of checkpoints) chain.checkpoint(checkpoint, hashes.get(checkpoint.seq));
  const signed = new Set(checkpoints.map(({ seq }) => seq));
  for (const { seq } of rows)
    if (seq > 0 && seq % checkpointInterval === 0 && !signed.has(seq)) chain.checkpointMissing(seq);
}
