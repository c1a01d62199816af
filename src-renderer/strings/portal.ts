/** Help with the clients' Portal, in a verified call or by a supervisor's reason. */
export const portalStrings = {
  open: 'Portal access',
  bar: 'Portal',
  title: (account: string) => `Portal access of ${account}`,
  wanted: 'What is needed',
  helps: {
    username: 'Tell the username',
    reset: 'Start a password reset',
    first: 'Send the code for the first password again',
  },
  username: 'Username for the Portal',
  showUsername: 'Show the username',
  usernameIs: 'Username',
  clientIdIs: 'Client ID',
  eitherLogsIn: 'The caller logs in with either of them.',
  reset: 'Start a password reset',
  resetHelp: 'The caller names one of the two. Type it as you hear it.',
  named: 'The caller names',
  namedBy: { email: 'the e-mail on file', username: 'the username' },
  email: 'E-mail',
  usernameField: 'Username',
  emailMissing: 'Type the e-mail address that the caller names.',
  usernameMissing: 'Type the username that the caller names.',
  send: 'Send the reset code',
  resetSent: {
    queued: 'If that is right, a code is on its way to the e-mail on file.',
    held: 'If that is right, a code for the e-mail on file is held in the outbox.',
  },
  heldHelp: 'No mail server is set: a supervisor can pass it on.',
  sentHelp:
    'It works once, for 10 minutes. Say the same to the caller, whether or not it is right.',
  first: 'Code for the first password',
  firstHelp:
    'For an account that has no Portal password yet, when the code did not come or has run out. It goes to the e-mail on file.',
  sendFirst: 'Send the code',
  sendAgain: 'Send it again',
  firstSent: {
    queued: 'A code to choose a password is on its way to the e-mail on file.',
    held: 'A code to choose a password is held in the outbox.',
  },
  firstLives: 'It works once, for 24 hours.',
  firstSentHelp: 'It works once, for 24 hours. The one before it works no more.',
} as const;
