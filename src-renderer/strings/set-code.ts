import type { CodeRefusal } from '#shared/contract/codes.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { CodeForm } from '#shared/rules/spoken-code.ts';

/** How a new code comes about. */
export type CodeSource = 'chosen' | CodeForm;

export const setCodeStrings = {
  source: 'How is the new code made?',
  sources: {
    chosen: { label: 'The caller chooses it', detail: 'You type it twice, as you hear it.' },
    words: { label: 'Four random words', detail: 'Easy to say and to remember; strong.' },
    characters: {
      label: 'Eight random characters',
      detail: 'Short to write down; strong. Read out by the spelling alphabet.',
    },
  } as const satisfies Record<CodeSource, { label: string; detail: string }>,
  code: 'New code',
  codeHelp: 'Eight letters or digits at least; case, spaces and punctuation don’t matter.',
  allowed: {
    standard: 'The rules allow it; it is a standard one.',
    strong: 'The rules allow it; it is a strong one.',
  },
  repeat: 'The same again',
  repeatHelp: 'Have the caller say it once more, so that you both have it right.',
  codeMissing: 'Type the code the caller has chosen.',
  repeatMissing: 'Type it a second time.',
  emptied: 'The fields emptied themselves after a minute.',
  set: 'Set the code',
  draw: 'Make a code',
  again: 'Make another',
  readOutHelp: {
    phone: 'Have the caller write it down or say it back. It is never shown again.',
    chat: 'It would stand in the chat for good: say it by phone, or let the caller set one in Portal.',
  } as const satisfies Record<WorkChannel, string>,
  shown: 'The new code',
  gone: 'The code was on screen for two minutes and was taken away. Make another.',
  confirm: 'They have it: set the code',
  done: { standard: 'The new code is set.', strong: 'The new code is set; it is a strong one.' },
  differs: 'The two don’t agree. Ask the caller to say it once more, and type both again.',
  refused: 'That code can’t be used.',
} as const;

/**
 * Why a code is refused, as the caller must hear it: what is wrong, never the code, and nothing
 * about whether anybody else has it.
 */
export const codeRefusals = {
  too_short: 'That one is too short. It needs at least eight letters or digits.',
  too_long: 'That one is too long. Please choose one that you can say in one breath.',
  blocklisted: 'That one is on the lists that people try first. Please choose something unusual.',
  account_details:
    'That one has details in it that are on your account, and others can find those out. Please choose something that isn’t about you.',
  date: 'That one is a date, and dates are easy to guess. Please choose something else.',
  ssn_shaped:
    'That one looks like a social security number. Please don’t use one, of yours or of anybody’s.',
  card_number:
    'That one looks like a payment card’s number. Please never use one as a code; choose something else.',
  repeated_run: 'That one repeats itself. Please choose something less regular.',
  sequential_run: 'That one is a row of letters or digits in order. Please choose something else.',
  not_usable: 'That one can’t be used on this account. Please choose another.',
  differs: 'I had two different ones. Could you say it once more, please?',
} as const satisfies Record<CodeRefusal, string>;

/** What can be done about a code. */
export type CodeAction =
  | 'set'
  | 'requireChange'
  | 'disable'
  | 'enable'
  | 'remove'
  | 'giveAccess'
  | 'takeAccess';

interface ActionWords {
  readonly label: string;
  /** What it comes to. */
  readonly effect: string;
  readonly button: string;
  readonly done: string;
}

export const codesStrings = {
  title: (account: string) => `Security codes of ${account}`,
  open: 'Set or change a code',
  key: 'Set or change a security code',
  bar: 'codes',
  loading: 'Loading the codes…',
  holder: 'Whose code',
  main: 'Main code of the account',
  mainDetail: 'for the owner and whoever has viewing access',
  holderOf: (contact: string) => `${contact}’s own code`,
  detail: {
    own: 'has a code of their own',
    access: 'may use the main code',
    none: 'cannot be verified',
  },
  standing: 'How this code stands',
  noCode: 'None set.',
  setOn: 'Set on',
  action: 'What to do',
  actions: {
    set: {
      label: 'Set a code',
      effect: '',
      button: '',
      done: '',
    },
    requireChange: {
      label: 'Have it changed at the next call',
      effect:
        'It verifies once more, for reading and support only; then the caller has to choose another.',
      button: 'Have it changed',
      done: 'The code is to be changed at the next call.',
    },
    disable: {
      label: 'Disable it',
      effect: 'It verifies nobody until a supervisor enables it or another is set.',
      button: 'Disable the code',
      done: 'The code is disabled.',
    },
    enable: {
      label: 'Enable it again',
      effect:
        'It verifies again, and failed tries are forgiven. A notice goes to the e-mail on file.',
      button: 'Enable the code',
      done: 'The code is enabled again.',
    },
    remove: {
      label: 'Remove it',
      effect: 'It is gone for good, and whoever used it can’t be verified by it.',
      button: 'Remove the code',
      done: 'The code is removed.',
    },
    giveAccess: {
      label: 'Give viewing access to the main code',
      effect:
        'The main code then verifies this contact, too. A notice goes to the e-mail on file, unless you have just made the account.',
      button: 'Give viewing access',
      done: 'Viewing access is given.',
    },
    takeAccess: {
      label: 'Take viewing access to the main code',
      effect:
        'The main code then does not verify this contact any more. What they were granted by it ends. They still know it: set another main code if they should not.',
      button: 'Take viewing access',
      done: 'Viewing access is taken.',
    },
  } as const satisfies Record<CodeAction, ActionWords>,
  badges: {
    standard: 'standard',
    strong: 'strong',
    generated: 'made at random',
    oldCode: 'old Phone/Chat Code',
    exposed: 'exposed in a chat',
    weak: 'weak today',
    mustChange: { once_more: 'must change: verifies once more', used: 'must change: used up' },
    disabled: 'disabled',
  },
  prompt: 'Set a new code now',
} as const;
