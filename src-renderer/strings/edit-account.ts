import type { AccountStatus } from '#shared/contract/fields.ts';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import type { EditPart } from '#shared/rules/account-edit.ts';
import type { EditField } from '#shared/rules/account-fields.ts';
import { newAccountStrings } from './new-account.ts';

const { labels } = newAccountStrings;

/** Editing an account that is there. */
export const editStrings = {
  open: 'Edit account',
  key: 'Edit the account, suspend or close it',
  bar: 'edit',
  title: (account: string) => `Edit ${account}`,
  task: 'What is to be changed',
  parts: {
    details: {
      label: 'Names, company and address',
      detail: 'What the account is called, and where',
    },
    email: { label: 'E-mail on file', detail: 'Where codes and letters go' },
    phone: { label: 'Phone on file', detail: 'Where callers are called back' },
    username: { label: 'Username', detail: 'What the client logs in with' },
  } as const satisfies Record<EditPart, { label: string; detail: string }>,
  show: 'Show the details',
  showNote: 'The details are shown in full here, and only here. The log keeps that you looked.',
  labels: { ...labels, name: 'Name of the account' } as const satisfies Record<EditField, string>,
  help: {
    email: 'A notice of the change goes to the address that is on file now.',
    phone: 'Callers are called back on it. A notice goes to the e-mail on file.',
    username: 'They log in with it from now on. A notice goes to the e-mail on file.',
  } as const satisfies Partial<Record<EditField, string>>,
  save: 'Save',
  unchanged: 'Nothing is changed yet. Change something first, or close this.',
  otherPart: (part: EditPart) =>
    `You have changed something under “${editStrings.parts[part].label}” too: it is saved there.`,
  saved: 'The account is changed.',
  notices: {
    queued: 'A notice is on its way to the e-mail that was on file.',
    held: 'A notice to the e-mail that was on file waits in the outbox: no mail server is set.',
  } as const satisfies Record<MailStanding, string>,
  meanwhile: 'Somebody else changed this account meanwhile',
  kept: 'Nothing that you typed is lost, and nothing of yours is saved yet. Look at it, then save.',
  taken: (fields: string) => `Taken over from them: ${fields}.`,
  same: 'They made the same change as you.',
  both: 'You both changed this. Which is right?',
  mine: 'Keep mine',
  theirs: 'Take theirs',
  empty: 'empty',
  undecided: 'Choose one of the two.',
} as const;

interface StatusWords {
  readonly label: string;
  readonly detail: string;
  /** What it means, before it is done. */
  readonly effect: string;
  readonly button: string;
  readonly done: string;
}

const suspended: StatusWords = {
  label: 'Suspend the account',
  detail: 'For a time: it can be taken up again',
  effect:
    'Everybody who looks the account up sees that it is suspended. Callers are verified as before and may ask for everything, so that they can settle what it was suspended for. Services are not stopped from here.',
  button: 'Suspend the account',
  done: 'The account is suspended.',
};
const closed: StatusWords = {
  label: 'Close the account',
  detail: 'Nothing is deleted, and nothing more is changed on a caller’s word',
  effect:
    'Everybody who looks the account up sees that it is closed. Callers are verified as before, but may only ask about it, or have it opened again. What was granted to callers ends now. Nothing is deleted. Services are not stopped from here.',
  button: 'Close the account',
  done: 'The account is closed.',
};
const resumed: StatusWords = {
  label: 'Take the account up again',
  detail: 'It is active as before',
  effect: 'The account is active again, as it was before it was suspended.',
  button: 'Take it up again',
  done: 'The account is active again.',
};
const reopened: StatusWords = {
  label: 'Open the account again',
  detail: 'It is active as before it was closed',
  effect:
    'The account is active again, as it was before it was closed. It takes the same leave as closing it.',
  button: 'Open it again',
  done: 'The account is active again.',
};

/** The words for a change of status. */
export function statusWords(from: AccountStatus, to: AccountStatus): StatusWords {
  if (to === 'suspended') return suspended;
  if (to === 'closed') return closed;
  return from === 'closed' ? reopened : resumed;
}
