import type { AuditEntry } from '#shared/contract/audit.contract.ts';
import { type ImportedRows, importSentences as say } from '../../strings/audit-import.ts';
import { accountWords, number, text } from './entry-words.ts';

/** What a record of an import or an export says; null: it is of others. */
export function importSentence(entry: AuditEntry): string | null {
  const { action, details } = entry;
  const run = number(details['runId']);
  switch (action) {
    case 'import.begun':
      return say.importBegun(run);
    case 'import.read':
      return say.importRead(run, rowsIn(details));
    case 'import.confirmed':
      return say.importConfirmed(run, rowsIn(details));
    case 'import.applied':
      return say.importApplied(run);
    case 'import.cancelled':
      return say.importCancelled(run);
    case 'import.undo_begun':
      return say.importUndoBegun(run);
    case 'import.undone':
      return say.importUndone(run);
    case 'import.failed':
      return say.importFailed(run, text(details['failure']));
    case 'import.account_changed':
      return say.accountChanged(accountWords(entry), run, text(details['fields']));
    case 'import.account_put_back':
      return say.accountPutBack(accountWords(entry), run, text(details['fields']));
    case 'code.hashed_from_import':
      return say.codesHashed(number(details['count']));
    case 'accounts.exported':
      return say.accountsExported(number(details['count']));
    default:
      return null;
  }
}

function rowsIn(details: AuditEntry['details']): ImportedRows {
  const of = (name: string) => number(details[name]) ?? 0;
  return {
    added: of('rowsNew'),
    changed: of('rowsChanged'),
    same: of('rowsSame'),
    refused: of('rowsRefused'),
  };
}
