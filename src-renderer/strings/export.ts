import { reasonStrings } from './common.ts';

/** Taking all accounts out of the desk, as a file. */
export const exportStrings = {
  title: 'Export of accounts',
  form: 'Export accounts',
  holds:
    'All accounts with their contacts and services, as they are on file: names, addresses, phone numbers. Nothing of security codes or passwords is in it.',
  care: 'Who exported, when and why is kept in the log, even if the file is never saved. The file itself is yours to protect: keep it where only those who need it can read it, and delete it when it has served its purpose.',
  format: 'For',
  formats: {
    csv: {
      label: 'A spreadsheet (CSV)',
      detail:
        'A line for each person. What a spreadsheet would run as a formula begins with an apostrophe, phone numbers among them.',
    },
    jsonl: {
      label: 'A program (JSON Lines)',
      detail: 'A line for each account, with its contacts and services inside.',
    },
  },
  ...reasonStrings,
  begin: 'Export accounts',
  progress: 'Exporting accounts',
  far: (done: number, of: number) => `${done.toLocaleString()} of ${of.toLocaleString()}`,
  ready: (accounts: number) =>
    accounts === 1 ? '1 account is ready.' : `${accounts.toLocaleString()} accounts are ready.`,
  readyHelp: 'Nothing is kept of them here once you save the file, lock the desk or sign out.',
  save: 'Save the file',
  discard: 'Discard',
  saved: (name: string) => `${name} was handed over to be saved.`,
} as const;
