import { reasonStrings } from './common.ts';

/** Colleagues: who may sign in, and how a supervisor helps them. */
export const staffStrings = {
  title: 'Staff',
  tableLabel: 'Staff',
  count: (active: number, all: number) =>
    active === all ? `${all} people` : `${active} of ${all} people may sign in`,
  find: 'Find a colleague',
  findPlaceholder: 'Name or username…',
  noneFound: 'Nobody by that name',
  noneFoundHelp: 'Try a part of the name or the username.',
  add: 'Add colleague',
  keysGroup: 'Staff',
  viewsLabel: 'What to show of the staff',
  views: { colleagues: 'Colleagues', signedIn: 'Signed in now' },
  columns: {
    name: 'Name',
    username: 'Username',
    role: 'Role',
    worksOn: 'Works on',
    state: 'State',
    lastSignIn: 'Last sign-in',
  },
  roles: { agent: 'Agent', supervisor: 'Supervisor' },
  worksOn: { phone: 'Phone', chat: 'Chat', both: 'Phone and chat' },
  states: {
    active: 'Active',
    inactive: 'Kept out',
    passwordDue: 'First password',
    limit: 'Limit reached',
  },
  you: 'you',
  addTitle: 'Add a colleague',
  role: 'Role',
  roleHelp: {
    agent: 'Looks up and verifies.',
    supervisor: 'Also sees the log, decides about disabled codes, and manages staff.',
  },
  worksOnLabel: 'Works on',
  addSubmit: 'Add',
  passwordTitle: (name: string) => `First password for ${name}`,
  passwordHelp:
    'Shown this once. Give it to them in person: at the first sign-in they choose their own.',
  passwordLabel: 'First password',
  copied: 'Copied. Clear the clipboard when you have handed it over.',
  copyFailed: 'It could not be copied. Write it down.',
  passwordDone: 'Done',
  resetTitle: 'Set a first password again',
  resetHelp:
    'Ends their sign-in and forgives failed tries. They choose their own at the next sign-in.',
  reset: 'Set first password',
  resetSelf: 'Change your own password in the menu at the top right.',
  keepOutTitle: 'Keep out',
  keepOutHelp: 'Ends their sign-in at once. What they did stays in the log.',
  keepOut: 'Keep out',
  letInTitle: 'Let in again',
  letInHelp: 'They sign in with the password they had.',
  letIn: 'Let in',
  keepOutSelf: 'You can’t keep yourself out: another supervisor can.',
  liftTitle: 'Lift the limit',
  liftHelp: {
    failures: 'They reached 20 failed attempts within the hour. Ask what happened first.',
    accounts: 'They opened 60 accounts within the hour. Ask what for first.',
  },
  lift: 'Lift limit',
  liftSelf: 'Another supervisor lifts your limit.',
  ...reasonStrings,
  done: {
    reset: (name: string) => `${name} has a new first password.`,
    keptOut: (name: string) => `${name} is kept out.`,
    letIn: (name: string) => `${name} may sign in again.`,
    lifted: (name: string) => `The limit of ${name} is lifted.`,
  },
  facts: 'About',
} as const;

/** Who somebody new is. */
export const personStrings = {
  name: 'Full name',
  nameHelp: 'As colleagues know them, and as it stands in the log.',
  nameMissing: 'Type the full name.',
  username: 'Username',
  usernameHelp: 'For signing in: a-z, 0-9, dot, dash or underscore.',
  usernameWrong:
    'Use 2 to 40 of a-z, 0-9, dot, dash or underscore, beginning with a letter or digit.',
} as const;
