import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Worker } from '../platform/background/workers.ts';
import type { Handlers } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { Applying } from './applying.ts';
import type { BroughtCode } from './codes-of-rows.ts';
import { DryRun } from './dry-run.ts';
import { importHandlers } from './import.handlers.ts';
import { runWriting } from './import.queries.ts';
import { ImportService, type WaitingCodesOf } from './import.service.ts';
import { writes } from './import-rows.queries.ts';
import { importWork } from './import-worker.ts';
import { ImportedRows } from './imported-rows.ts';
import type { AccountsForImport } from './known-accounts.ts';
import { PreviewService } from './preview.service.ts';
import { countUsed, Undoing } from './undoing.ts';

export { runWriting };

/** Whether a run that is being written changes this account, or made it. */
export async function beingImported(store: Store, accountId: number): Promise<boolean> {
  const runId = await runWriting(store);
  return runId !== null && (await writes(store, runId, accountId));
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly keyedName: (text: string) => string;
  readonly accounts: AccountsForImport;
  /** How long the work goes on at a time, in milliseconds. */
  readonly stepMs?: number;
  readonly waitingCodes: WaitingCodesOf & {
    keep(tx: Tx, runId: number, codes: readonly BroughtCode[]): Promise<void>;
  };
}

/** The import room: its channels, and what it does by itself. */
export function importRoom(parts: Parts): {
  readonly handlers: Handlers<'import'>;
  readonly worker: Worker;
} {
  const { store, seal, waitingCodes } = parts;
  return {
    handlers: importHandlers(
      new ImportService({ ...parts, usedSince: (db, run) => countUsed(parts, db, run) }),
      new PreviewService(parts),
      new ImportedRows(store, seal),
    ),
    worker: importWork({
      store,
      dryRun: new DryRun(parts),
      applying: new Applying({
        ...parts,
        keepCodes: (tx, runId, codes) => waitingCodes.keep(tx, runId, codes),
      }),
      undoing: new Undoing(parts),
      stepMs: parts.stepMs,
    }),
  };
}
