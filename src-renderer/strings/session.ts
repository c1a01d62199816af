/** Signing in, locking, and one's own password. */
export const sessionStrings = {
  signInTitle: 'Sign in',
  username: 'Username',
  password: 'Password',
  signIn: 'Sign in',
  refused:
    'That username and password don’t go together. Check both; a supervisor can set a new password.',
  empty: 'Type your username and password.',
  emptyPassword: 'Type your password.',
  waitTitle: 'Too many failed tries.',
  waitBefore: 'Try again in',
  waitOver: 'You can try again now.',
  ended: {
    unknown: 'Your sign-in has ended.',
    expired: 'Your sign-in has ended after twelve hours.',
    colleague: 'Your sign-in was ended by a colleague.',
    device: 'Your sign-in was used from another device and was ended.',
  },
  endedHelp: {
    unknown: 'Sign in again. Calls that were in progress have ended.',
    expired: 'Sign in again. Calls that were in progress have ended.',
    colleague: 'Ask a supervisor if you don’t know why. Calls that were in progress have ended.',
    device: 'Tell a supervisor. Calls that were in progress have ended.',
  },
  lockedTitle: 'Locked',
  lockedBy: (name: string) => `${name} is signed in.`,
  lockedHelp: 'Calls in progress are kept. Type your password to go on.',
  unlock: 'Unlock',
  unlockRefused: 'That is not the password. Try again, or sign out.',
  somebodyElse: 'Not you? Signing out ends the calls in progress.',
  signOut: 'Sign out',
  changeTitle: 'Change your password',
  changeDueTitle: 'Choose your own password',
  changeDueHelp:
    'The password you signed in with was set by somebody else. Choose one only you know.',
  currentPassword: 'Current password',
  newPassword: 'New password',
  repeatPassword: 'New password again',
  repeatDiffers: 'The two don’t match. Type the new password again.',
  change: 'Change password',
  changed: 'Your password is changed.',
  currentRefused: 'The current password is not right. Nothing was changed.',
} as const;

/** Rules and suggestions for passwords, as the portal's own guide has them. */
export const passwordStrings = {
  rules: 'Rules',
  suggestions: 'Suggestions',
  met: 'met',
  notMet: 'not met yet',
  followed: 'followed',
  notFollowed: 'not followed',
  ruleWords: {
    too_short: 'Password must contain 12 characters or more',
    same_as_username: 'Password must not be the same as the username',
  },
  suggestionWords: {
    lower: 'Password could contain one lower-case letter',
    upper: 'Password could contain one upper-case letter',
    digit: 'Password could contain one number',
    special: 'Password could contain one special character (!@#$%^&*?_~)',
  },
  advice:
    'We also recommend phrases, and poor spelling to discourage dictionary attacks. Make up your own: common and leaked passwords are refused.',
  rulesFirst: 'The password does not meet the rules yet.',
} as const;
