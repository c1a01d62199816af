/** Who is signed in now, and ending somebody's sign-in. */
export const signedInStrings = {
  tableLabel: 'Signed in now',
  count: (sessions: number) => (sessions === 1 ? '1 sign-in' : `${sessions} sign-ins`),
  noneFound: 'Nobody by that name is signed in',
  noneFoundHelp: 'Try a part of the name or the username.',
  columns: {
    name: 'Name',
    role: 'Role',
    from: 'From',
    state: 'State',
    signedIn: 'Signed in',
    active: 'Last active',
  },
  doors: { desktop: 'Desktop app', web: 'Browser', cli: 'Command line' },
  states: { active: 'Active', locked: 'Locked', password_change_due: 'First password' },
  since: 'since',
  own: 'this one',
  facts: 'About this sign-in',
  endTitle: (name: string) => `Sign-in of ${name}`,
  endHelp:
    'Ends at once, at whatever desk it is. With the last sign-in of a colleague their calls in progress end, and what those allow. They can sign in again: to prevent that, keep them out.',
  end: 'End sign-in',
  endOwn: 'This is your own sign-in. Sign out in the menu at the top right.',
  ended: (name: string) => `The sign-in of ${name} is ended.`,
} as const;
