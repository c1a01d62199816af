import type { ImportState, RowVerdict } from '#shared/contract/import.contract.ts';
import { roughTime } from '#shared/rules/rough-time.ts';
import { reasonStrings } from './common.ts';

const number = (value: number) => value.toLocaleString();
const some = (value: number, one: string, many: string) =>
  `${number(value)} ${value === 1 ? one : many}`;

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return some(bytes, 'byte', 'bytes');
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000))} kB`;
  if (bytes < 1_000_000_000) return `${number(Math.round(bytes / 100_000) / 10)} MB`;
  return `${number(Math.round(bytes / 100_000_000) / 10)} GB`;
}

/** What becomes of accounts, leaving out what becomes of none. */
function both(added: number, changed: number, makes: string, changes: string): string {
  return [
    ...(added > 0 ? [`${makes} ${some(added, 'new account', 'new accounts')}`] : []),
    ...(changed > 0 ? [`${changes} ${some(changed, 'account', 'accounts')}`] : []),
  ].join(' and ');
}

/** Bringing accounts in from a file. */
export const importStrings = {
  title: 'Import of accounts',
  keysGroup: 'Import',
  runOf: (runId: number) => `Import ${runId}`,
  begunBy: (who: string) => `begun by ${who}`,
  commandLine: 'the command line',
  back: 'All imports',
  states: {
    receiving: 'Coming in',
    reading: 'Being read',
    ready: 'To be confirmed',
    applying: 'Being written',
    applied: 'Done',
    undoing: 'Being taken back',
    undone: 'Taken back',
    cancelled: 'Cancelled',
    failed: 'Failed',
  } satisfies Record<ImportState, string>,
  choose: {
    title: 'Bring accounts in from a file',
    button: 'Choose a file…',
    drop: 'or drop it here',
    help: 'CSV, JSON Lines or an XLSX workbook, with a line for each account: a billing system’s export of its clients, for one. Columns of old Phone/Chat Codes are known.',
    safe: 'The file is first read without changing anything. You see what it would do, row by row, before you confirm it.',
    empty: 'That file is empty. Choose another one.',
    tooLarge: (most: string) => `That file is larger than ${most}. Split it, and import the parts.`,
    key: 'New import',
    gone: 'That file can’t be read any more. Choose it again.',
    otherSize: 'That is another file: it is not as long as the one that was begun.',
  },
  sending: {
    far: (done: number, of: number) => `${sizeWords(done)} of ${sizeWords(of)}`,
    stopped: (done: number, of: number) =>
      `${sizeWords(done)} of ${sizeWords(of)} have come in. Choose the same file again to go on from there.`,
    elsewhere: 'If another screen is sending it now, it goes on by itself.',
    goOn: 'Go on',
  },
  goingOn: {
    receiving: 'Bringing the file in',
    reading: 'Reading the file',
    applying: 'Writing the accounts',
    undoing: 'Taking the accounts back',
  },
  far: (done: number, of: number, left: number | null) =>
    `${number(done)} of ${number(of)}${left === null ? '' : ` · ${roughTime(left)} left`}`,
  farBytes: (done: number, of: number, left: number | null) =>
    `${sizeWords(done)} of ${sizeWords(of)}${left === null ? '' : ` · ${roughTime(left)} left`}`,
  goesOn: 'It goes on by itself, also when you leave this screen or sign out.',
  cancel: {
    button: 'Cancel the import',
    question: 'Cancel the import?',
    keep: 'Keep it',
    letGoOn: 'Let it go on',
    done: 'The import is cancelled.',
    /** What is lost, by how far it is. */
    losses: {
      part: (bytes: number) =>
        `The ${sizeWords(bytes)} that have come in are thrown away. No account is changed.`,
      columns:
        'The file that has come in is thrown away, and what you said of its columns. No account is changed.',
      read: 'What was read of the file is thrown away. No account is changed.',
      dryRun: (added: number, changed: number, refused: number) =>
        `What the file would do is thrown away: ${some(added, 'new row', 'new rows')}, ${number(changed)} changed and ${number(refused)} refused. No account is changed. To import it after all, the file has to be chosen and read again.`,
      written:
        'What it has written so far is taken back, and the accounts are as they were before.',
    },
  },
  verdicts: {
    new: 'New',
    changed: 'Changed',
    same: 'Unchanged',
    refused: 'Refused',
  } satisfies Record<RowVerdict, string>,
  verdictsLabel: 'Rows by what becomes of them',
  verdictTab: (name: string, count: number) => `${name} ${number(count)}`,
  rows: {
    table: 'Rows of the file',
    line: 'Line',
    clientId: 'Client ID',
    username: 'Username',
    what: 'Why',
    changes: 'What changes',
    automatic: 'automatic',
    notGiven: '–',
    none: 'No rows of this kind',
    notKept: 'The rows of this import are not kept any more',
    unread: 'Its rows show here once the file is read',
    more: 'Loading more rows…',
  },
  download: 'Save the refused rows',
  downloadName: (runId: number) => `import-${runId}-refused.csv`,
  downloadColumns: ['Line', 'Column', 'Why'],
  ready: {
    title: 'Nothing is changed yet',
    does: (added: number, changed: number) =>
      added + changed === 0
        ? 'There is nothing to write: no row is new, and none changes anything.'
        : `Confirming ${both(added, changed, 'makes', 'changes')}. All of it is done, or nothing.`,
    refused: (count: number) =>
      `${some(count, 'row is', 'rows are')} refused and left out. Mend them in the file and import it again: what is in already stays as it is.`,
    codes: (count: number) =>
      `The file brings ${some(count, 'security code', 'security codes')}. None replaces a code that is set. Each is hashed in the background, and can be used meanwhile.`,
    codesTime: (left: number) => `Hashing them takes ${roughTime(left)}.`,
    told: 'Clients get a notice by mail where their e-mail, phone or username on file is changed, or contacts, permissions, viewing access or codes are added.',
    apply: 'Confirm and write',
    columns: 'Change the columns',
    ...reasonStrings,
  },
  columnsState: 'Columns to be confirmed',
  applied: {
    title: 'The import is done.',
    done: (added: number, changed: number) => `It ${both(added, changed, 'made', 'changed')}.`,
    codes: 'Codes hashed',
    codesFar: (done: number, of: number, left: number | null) =>
      `${number(done)} of ${number(of)}${left === null ? '' : ` · ${roughTime(left)} left`}`,
    codesHelp: 'A code that waits is sealed. Its caller can be verified all the same.',
    undo: 'Take it back',
    undoTitle: 'Take this import back?',
    undoHelp:
      'New accounts go, and changed ones become what they were. It can be done until somebody edits one of them or opens it in a call.',
    undoLater: 'It can’t be taken back any more: accounts of it were used since.',
  },
  source: {
    title: 'Destroy the file now.',
    why: (name: string | null, hasCodes: boolean) =>
      `${name ?? 'It'} holds your clients’ personal data${hasCodes ? ', and their codes in plain words: whoever reads it can call as any of them' : ''}. Delete it here and wherever it was saved, mailed or backed up on its way from the old system, and empty the wastebasket.`,
    byHand: 'A screen can’t do that for you.',
    button: 'Delete the file…',
    help: 'You choose it once more, and it is deleted if it is the very same. It does not go into the wastebasket.',
    deleted: (name: string) => `${name} is deleted. Copies of it elsewhere are not.`,
    other: 'That is another file, or it was changed since. Nothing was deleted.',
    failed: 'It could not be deleted from here. Delete it where it lies.',
  },
  atLine: (line: number) => `It is about line ${number(line)}.`,
  failedTitle: 'The file could not be imported.',
  undoneTitle: 'The import was taken back.',
  undoneWords: 'The accounts are as they were before it.',
  cancelledTitle: 'The import was cancelled.',
  cancelledWords: 'Nothing of it was kept.',
  list: {
    table: 'Imports',
    begun: 'Begun',
    by: 'By',
    state: 'State',
    added: 'New',
    changed: 'Changed',
    refused: 'Refused',
    codes: 'Codes waiting',
    none: 'No import yet',
    title: 'Imports so far',
  },
} as const;
