/** The frame around every screen. */
export const shellStrings = {
  skipToContent: 'Skip to the content',
  views: 'Views',
  desk: 'Desk',
  log: 'Log',
  staff: 'Staff',
  data: 'Data',
  dataParts: 'Kinds of data',
  dataPart: { mail: 'Mail', import: 'Import', export: 'Export' },
  notices: 'Notices',
  keysGroup: 'Go to',
  goTo: (view: string) => `Go to ${view}`,
  userMenu: (name: string) => `${name}: menu`,
  signedInAs: (name: string, role: string) => `${name}, ${role}`,
  roles: { agent: 'agent', supervisor: 'supervisor' },
  changePassword: 'Change password…',
  keys: 'Keys',
  lock: 'Lock',
  lockNow: 'Lock the desk',
  signOut: 'Sign out',
  signOutTitle: 'Sign out?',
  signOutWords: 'Calls in progress end, and what they allow ends with them.',
  theme: 'Theme',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  demoLabel: 'About the data',
  demo: 'Demo data: nobody here is real.',
  demoDetail: 'Don’t enter real callers or codes.',
  starting: 'Opening the store…',
  version: (version: string) => `Version ${version}`,
  dataFolder: (folder: string) => `Data in ${folder}`,
  teamServer: (address: string) => `Team server ${address}`,
} as const;

/** Strips that concern everyone at the desk. */
export const noticeStrings = {
  slow: 'Countersign takes longer than usual to answer.',
  slowHelp: 'Nothing is lost. Wait for the answer before you send the same again.',
  away: 'Countersign does not answer.',
  awayHelp:
    'Nothing can be checked or decided until it does. What you typed stays; what you see may be out of date.',
  nextTry: 'Next try in',
  trying: 'Trying…',
  tryNow: 'Try now',
  answersAgain: 'Countersign answers again.',
  otherVersion: 'This desk and the server are of different versions.',
  reload: 'Reload',
  server_changed: { title: 'The server is not the one this desk trusts.', help: '' },
  closed: {
    title: 'This window is not let in any more.',
    help: 'Open the address that Countersign printed when it was last started.',
  },
  no_key: {
    title: 'This browser can’t be used for the desk.',
    help: 'It keeps no key for this device, so nobody can sign in here.',
  },
  alert: {
    many_contacts_failing: (failing: number, time: string) =>
      `${failing} different callers failed within ten minutes, up to ${time}.`,
    many_sign_ins_failing: (failing: number, time: string) =>
      `Sign-ins under ${failing} different usernames failed within ten minutes, up to ${time}.`,
  },
  alertHelp: {
    many_contacts_failing:
      'Somebody may be trying codes across accounts. Nothing is locked: be exact with every caller, and tell your supervisor of anything odd.',
    many_sign_ins_failing:
      'Somebody may be trying passwords across colleagues. Nothing is locked: don’t give your password to anybody, and tell your supervisor of anything odd.',
  },
  acknowledge: 'Acknowledge',
  limit: {
    failures: 'You have reached 20 failed attempts within the hour.',
    accounts: 'You have opened 60 accounts within the hour.',
  },
  limitHelp: 'Look-ups and attempts wait until a supervisor lifts the limit under Staff.',
  hideWarning: 'Hide',
} as const;

/** A defect of ours, in words without technical detail. */
export const defectStrings = {
  title: 'This screen has stopped working',
  words:
    'A defect of ours. Calls in progress and everything in the log are safe. Reload to go on; if it happens again, tell your supervisor what you did just before.',
  reload: 'Reload',
} as const;
