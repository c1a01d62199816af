import { resolve } from 'node:path';
import { ClientNotices } from '#main/accounts/client-notices.ts';
import { ImportedAccounts } from '#main/accounts/imported-accounts.ts';
import { loadBlocklist } from '#main/codes/blocklist.ts';
import { CodeSources } from '#main/codes/code-sources.ts';
import { WaitingCodes } from '#main/codes/waiting-codes.ts';
import { importRoom } from '#main/import/import-room.ts';
import { MailSettingsService } from '#main/mail/mail-settings.service.ts';
import { OutboxService } from '#main/mail/outbox.service.ts';
import type { Worker } from '#main/platform/background/workers.ts';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { fullText } from '#main/platform/database/word-index/full-text.ts';
import { StoreSeal } from '#main/platform/keystore/store-seal.ts';
import { smtpMailer } from '#main/platform/smtp-mailer.ts';
import { PortalCodesService } from '#main/portal/portal-codes.service.ts';
import { endGrants, endGrantsByMainCode } from '#main/verification/granted-call.ts';
import { type ImportView, pieceBytes } from '#shared/contract/import.contract.ts';
import type { Desk } from '#shared/contract/index.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import { must, openStoreOf, testHashCost } from '../test-desk.ts';

export const asItLooks = { format: null, encoding: null, delimiter: null, sheet: null } as const;
const reason = 'Clients of the company we took over';

/**
 * The parts that do an import's work, on a connection of their own; a batch a step, unless steps are
 * to go on as they do in the product.
 */
export async function importWorkers(
  folder: string,
  clock: { now(): number },
  steps: { readonly stepMs?: number } = { stepMs: 0 },
) {
  const opened = await openStoreOf(folder);
  const { store, audit, secrets } = opened;
  const seal = new StoreSeal(secrets);
  const hasher = new SecretHasher(secrets.peppers, secrets.currentPepperId, testHashCost);
  const sources = new CodeSources(loadBlocklist(resolve('assets/blocklist.txt')), '');
  const waitingCodes = new WaitingCodes({ store, clock, audit, hasher, seal, sources });
  const mailParts = { store, clock, audit, seal, mailer: smtpMailer() };
  const outbox = new OutboxService({ ...mailParts, settings: new MailSettingsService(mailParts) });
  const portalCodes = new PortalCodesService({ clock, audit, hasher, outbox });
  const { worker } = importRoom({
    ...{ store, clock, audit, seal, waitingCodes, ...steps },
    keyedName: (text) => hasher.keyedName(text),
    accounts: new ImportedAccounts({
      ...{ clock, audit, fullText, endGrants, endGrantsByMainCode },
      notices: new ClientNotices({ clock, outbox }),
      endPortalCodes: (tx, accountId) => portalCodes.endCodes(tx, accountId),
    }),
  });
  return { store, close: () => opened.close(), importing: worker, hashing: waitingCodes.worker() };
}

/** Does what there is to do; returns how many steps that took. */
export async function workOff(worker: Worker): Promise<number> {
  let steps = 0;
  for (; await worker.due(); steps += 1) await worker.step();
  return steps;
}

/** A supervisor's desk as far as files go. */
export function filesAt(desk: Desk) {
  const begun = async (file: Buffer): Promise<number> => {
    const { runId, pieces } = must(await desk.import.begin({ bytes: file.length }));
    for (let number = 0; number < pieces; number++) {
      const piece = file.subarray(number * pieceBytes, (number + 1) * pieceBytes);
      must(await desk.import.receive({ runId, number, data: piece.toString('base64') }));
    }
    return runId;
  };
  const read = async (runId: number, changed: Mapping = {}): Promise<ImportView> => {
    const preview = must(await desk.import.preview({ runId, how: asItLooks, mapping: null }));
    if (preview.kind !== 'preview') throw new Error(`The file is ${preview.problem}`);
    const mapping = { ...preview.mapping, ...changed };
    const defaults = { country: 'NO' };
    return must(await desk.import.read({ runId, how: asItLooks, mapping, defaults }));
  };
  return {
    /** Sends a file; returns the run. */
    send: (file: string | Buffer) => begun(Buffer.from(file)),
    read,
    apply: async (runId: number) => must(await desk.import.apply({ runId, reason })),
    undo: (runId: number) => desk.import.undo({ runId, reason }),
    view: async (runId: number) => must(await desk.import.view({ runId })),
    refused: async (runId: number) =>
      must(await desk.import.rows({ runId, verdict: 'refused', after: 0 })).rows,
  };
}
