import { reasonStrings } from './common.ts';

export const approvalsStrings = {
  title: 'Approvals',
  intro:
    'What a code alone won’t do: each of these callers was reached on a number on record. A second person decides.',
  list: 'What waits for a decision',
  loading: 'Loading…',
  empty: 'Nothing waits for you',
  emptyHelp: 'A request comes here when an agent has called a caller back.',
  waitingTitle: (count: number) =>
    count === 1
      ? '1 request waits for your approval.'
      : `${count} requests wait for your approval.`,
  waitingHelp: 'An agent has reached the caller on a number on record.',
  openKey: 'Decide on what waits for approval',
  openBar: 'approvals',
  calledBack: {
    account: 'Reached on the account’s number',
    contact: 'Reached on the contact’s number',
  },
  by: (agent: string) => `by ${agent}`,
  own: 'You asked for this one: a second person decides.',
  decide: 'Decide',
  decideFor: (contact: string) => `Decide for ${contact}`,
  ...reasonStrings,
  reasonHelp: 'Kept in the log beside the decision. Never write a code here.',
  enable: 'Enable the code',
  approve: 'Approve',
  refuse: 'Refuse',
  enableEffect:
    'Enabling forgives this contact’s failed tries: the next code is checked again. A notice goes to the e-mail on file.',
  approveEffect: 'The agent may do it for this caller within 15 minutes, while their call goes on.',
  done: {
    enabling: {
      approve: (contact: string) => `The code of ${contact} is enabled again.`,
      refuse: (contact: string) => `The code of ${contact} stays disabled.`,
    },
    request: {
      approve: (contact: string) => `Approved for ${contact}.`,
      refuse: (contact: string) => `Refused for ${contact}.`,
    },
  },
} as const;
