export const codesStrings = {
  title: 'Disabled codes',
  intro:
    'Ten wrong codes in a row disabled each of these. The caller was then reached on a number on record. A second person decides.',
  list: 'Requests to enable a code',
  loading: 'Loading…',
  empty: 'Nothing waits for you',
  emptyHelp: 'A request comes here when an agent has called a disabled caller back.',
  waitingTitle: (count: number) =>
    count === 1
      ? '1 disabled code waits for a decision.'
      : `${count} disabled codes wait for a decision.`,
  waitingHelp: 'An agent has reached the caller on a number on record.',
  openKey: 'Decide on disabled codes',
  openBar: 'disabled codes',
  calledBack: {
    account: 'Reached on the account’s number',
    contact: 'Reached on the contact’s number',
  },
  by: (agent: string) => `by ${agent}`,
  own: 'You asked for this one: a second person decides.',
  decide: 'Decide',
  decideFor: (contact: string) => `Decide on the code of ${contact}`,
  reason: 'Reason',
  reasonHelp: 'Kept in the log beside the decision. Never write a code here.',
  reasonMissing: 'Write why, so that whoever reads the log understands it.',
  enable: 'Enable the code',
  refuse: 'Refuse',
  enableEffect: 'Enabling forgives this contact’s failed tries: the next code is checked again.',
  enabled: (contact: string) => `The code of ${contact} is enabled again.`,
  refused: (contact: string) => `The code of ${contact} stays disabled.`,
} as const;
