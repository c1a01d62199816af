import { because, count, fieldsInWords } from './audit.ts';

const importFailures: Record<string, string> = {
  clash: 'accounts were changed by others meanwhile',
  unreadable: 'the file can’t be read',
  too_large: 'there is more in the file than is taken',
};

export interface ImportedRows {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
}

const importOf = (run: number | null) => (run === null ? 'an import' : `import ${run}`);
const rowsOf = ({ added, changed, same, refused }: ImportedRows) =>
  `${added.toLocaleString()} new, ${changed.toLocaleString()} changed, ${same.toLocaleString()} unchanged, ${refused.toLocaleString()} refused`;

/** What a record of an import or an export says, as a sentence after the actor's name. */
export const importSentences = {
  codesHashed: (codes: number | null) =>
    codes === 1
      ? 'Stored one code of an import as a hash'
      : `Stored ${codes?.toLocaleString() ?? 'some'} codes of an import as hashes`,
  importBegun: (run: number | null) => `Began ${importOf(run)}`,
  importRead: (run: number | null, rows: ImportedRows) =>
    `Read the file of ${importOf(run)}: ${rowsOf(rows)}`,
  importConfirmed: (run: number | null, rows: ImportedRows) =>
    `Confirmed ${importOf(run)}: ${rowsOf(rows)}`,
  importApplied: (run: number | null) => `Finished ${importOf(run)}`,
  importCancelled: (run: number | null) => `Cancelled ${importOf(run)}`,
  importUndoBegun: (run: number | null) => `Had ${importOf(run)} taken back`,
  importUndone: (run: number | null) =>
    `Took back ${importOf(run)}: the accounts are as they were before it`,
  importFailed: (run: number | null, why: string) =>
    `Gave up ${importOf(run)}, and nothing of it was kept${because(importFailures[why] ?? '')}`,
  accountChanged: (account: string, run: number | null, names: string) =>
    `Changed ${account} by ${importOf(run)}${because(fieldsInWords(names))}`,
  accountPutBack: (account: string, run: number | null, names: string) =>
    `Put ${account} back as it was before ${importOf(run)}${because(fieldsInWords(names))}`,
  accountsExported: (accounts: number | null) =>
    accounts === null
      ? 'Exported the accounts'
      : `Exported ${count(accounts, 'account', 'accounts')}, without any secrets`,
} as const;
