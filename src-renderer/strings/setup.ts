/** The first start, and a store that can't be used as it is. */
export const setupStrings = {
  steps: 'Set-up steps',
  stepNames: ['First supervisor', 'Recovery key', 'Check the key', 'Data'],
  step: (now: number, of: number) => `Step ${now} of ${of}`,
  supervisorTitle: 'Set up Countersign',
  supervisorHelp:
    'There is no store in this folder yet. Begin with the first supervisor: they add colleagues and read the log.',
  password: 'Password',
  repeatPassword: 'Password again',
  repeatDiffers: 'The two don’t match. Type the password again.',
  makeKey: 'Go on',
  back: 'Back',
  keyTitle: 'Write the recovery key down',
  keyHelp:
    'These twelve words open the store when this computer can’t: after a move, a repair, a lost key. They are shown this once. Without them and without this computer’s key nobody can read the store; neither can we.',
  keyList: 'Recovery key: twelve words in order',
  keyKeep:
    'Keep them on paper, away from this computer. Whoever has the words and a copy of the store can read it.',
  copyWords: 'Copy',
  copiedWords:
    'Copied. The clipboard is not a safe place: clear it when you have put the words away.',
  copyFailed: 'The words could not be copied. Write them down or print them.',
  printWords: 'Print',
  keyWritten: 'I have them',
  confirmTitle: 'Check the key',
  confirmHelp: 'Type two of the words from your own copy.',
  wordNumber: (position: number) => `Word ${position}`,
  wordMissing: 'Type this word.',
  backToKey: 'Show the words again',
  confirm: 'Check',
  dataTitle: 'Choose the data',
  dataLabel: 'Begin with',
  dataOptions: {
    empty: {
      label: 'An empty store',
      detail: 'For real work. Accounts are added or imported later.',
    },
    demo: {
      label: 'Demo data',
      detail: '2,000 made-up accounts to try things on. Can’t be turned into a real store.',
    },
  },
  finish: 'Make the store',
  finishing: 'Making the store. Demo data takes a few seconds.',
  done: 'The store is ready. Sign in as the supervisor you just made.',
  startAgain: 'Start again',
  sheetTitle: 'Countersign recovery key',
  sheetFor:
    'These twelve words, in this order, open the Countersign store below when its computer’s own key can’t be had. Keep this sheet locked away, apart from the computer and its backups. Anyone with the words and a copy of the store can read it.',
  sheetStore: 'Store:',
  sheetDate: 'Printed:',
} as const;

/** Screens in place of the desk when the store can't be opened. */
export const storeStrings = {
  keyTitle: 'The store’s key is not available',
  keyHelp:
    'The data is here and whole, but this computer does not hold the key that opens it. The recovery key written down at set-up opens it; from then on this computer keeps the key again.',
  recoveryWords: 'Recovery key',
  recoveryHelp: 'Twelve words in order, separated by spaces. Numbers between them don’t matter.',
  recoveryCount: (count: number) => `${count} of 12 words`,
  recoveryMissing: 'Type all twelve words.',
  open: 'Open the store',
  opened: 'The store is open again.',
  newerTitle: 'The store is from a newer version',
  newerHelp:
    'It was left untouched. Install the newest Countersign on this computer, then start again.',
  newerThereHelp:
    'The team’s server is about to be renewed by whoever runs it. This desk goes on by itself when that is done.',
  damagedTitle: 'The store can’t be used as it is',
  damagedHelp:
    'It was left untouched. Don’t delete anything: keep the folder, then bring back the newest backup or ask for help with the words above.',
  unavailableTitle: 'The store can’t be reached',
  unavailableHelp:
    'Nothing was changed. Put right what is said below (room on the disk, leave to read the folder, another program holding it), then look again.',
  movedTitle: 'The store has moved',
  movedHelp:
    'What is here is kept to be read and takes no more changes. Work on it goes on at the place named below.',
  awayTitle: 'The team’s server does not answer',
  awayHelp:
    'Nothing is decided without it. The desk tries again by itself, after longer and longer pauses.',
  changedTitle: 'The server is not the one this desk trusts',
  changedHelp: 'Either its certificate was renewed, or somebody has put themselves in its place.',
  versionTitle: 'App and server are of different versions',
  versionHelp: 'Nothing was changed. What has to be renewed is said below.',
  folder: 'Data folder',
  server: 'Server',
  checkAgain: 'Look again',
} as const;
