/** Where this desk works: on its own store, or at a team's server. */
export const connectionStrings = {
  placeTitle: 'Set up Countersign',
  placeHelp: 'Countersign keeps its store on this computer, or works at your team’s server.',
  placeLabel: 'This desk works',
  places: {
    here: {
      label: 'On this computer',
      detail:
        'For one person alone. A new store is made here, and its recovery key is yours to keep.',
    },
    team: {
      label: 'At a team’s server',
      detail:
        'Your administrator has told you its address. You sign in with your own username there.',
    },
  },
  goOn: 'Go on',
  back: 'Back',

  addressTitle: 'Connect to a team’s server',
  addressHelp: 'Nothing is sent to the server before you have seen who it is.',
  fromHere:
    'The store on this computer stays where it is, closed, and you are signed out. Calls in progress end.',
  address: 'Server’s address',
  addressExample: 'As your administrator gave it to you, like desk.example.com.',
  addressMissing: 'Type the server’s address.',
  look: 'Look at the server',

  knownTitle: (host: string) => `Connect to ${host}?`,
  knownWords: (authority: string) =>
    `${authority}, an authority that this computer knows, vouches for this server.`,
  compareTitle: 'Compare the fingerprint',
  compareWords:
    'No authority that this computer knows vouches for this server. Compare with what your administrator gave you, group by group, by a way of its own: on paper, or read aloud by telephone.',
  compareOtherName:
    'An authority that this computer knows has signed the certificate, but for another name than this one.',
  compareDiffers:
    'If a single group differs, don’t connect: somebody may have put themselves in the server’s place.',
  fingerprint: 'Fingerprint (SHA-256)',
  differs: 'They differ: don’t connect',
  same: 'They are the same: connect',
  connect: 'Connect',
  connected: 'Connected. Sign in as your team knows you.',

  server: 'Server',
  issuedTo: 'Certificate of',
  issuedBy: 'Signed by',
  valid: 'Valid',
  validFromTo: (from: string, to: string) => `${from} to ${to}`,
  appVersion: 'Version',
  trust: 'Trusted',
  trusts: {
    pinned: 'This one certificate, by its fingerprint',
    known_authority: 'Any certificate that a known authority signs for this name',
  },
  certificateAway: 'The server does not answer now, so its certificate can’t be shown.',

  menu: 'Server…',
  title: 'Where this desk works',
  local: 'On this computer’s own store',
  folder: 'Data folder',
  connectElsewhere: 'Connect elsewhere…',
  toServer: 'Connect to a server…',
  disconnect: 'Disconnect…',
  disconnectTitle: 'Go back to this computer’s own store?',
  disconnectWords:
    'You are signed out of the team’s server, and your calls in progress end. The server and what is on it stay as they are.',
  disconnectNow: 'Disconnect',
  disconnected: 'This desk is no longer connected to the server.',
  supervisorsOnly: 'A supervisor can connect this desk elsewhere.',

  anew: 'Connect anew…',
  anewTitle: 'Connect anew',
  anewHelp:
    'Ask whoever runs the server for the fingerprint of its certificate, on paper or by telephone. What a screen or a caller tells you is no proof.',
  typed: 'Fingerprint of the certificate',
  typedHelp: '64 digits and letters from A to F. Colons and spaces don’t matter.',
  typedWrong: (count: number) =>
    count === 64
      ? 'Only digits and letters from A to F are in a fingerprint. Check each one.'
      : `A fingerprint has 64 digits and letters; here are ${count}.`,
} as const;
