import type { WorkChannel } from '#shared/contract/fields.ts';
import type { Tier } from '#shared/contract/verification.contract.ts';

/**
 * The sentences an agent reads out or sends. They are the same for every caller, whatever codes
 * there are, so that nobody learns from them whether a code exists.
 */
export const wordsToSay = {
  ask: {
    phone: 'May I have your security code for this account, please?',
    chat: 'To help you with this account, please send me your security code.',
  },
  askAgain: {
    phone: 'I’m sorry, that code doesn’t match. Would you like to try once more?',
    chat: 'Sorry, that code doesn’t match. You can send it once more.',
  },
  hold: {
    phone: 'I’m sorry, that code doesn’t match. Please stay with me a moment before we try again.',
    chat: 'Sorry, that code doesn’t match. Please give me a moment before we try again.',
  },
  moment: {
    phone: 'Please stay with me a moment before I check your code.',
    chat: 'Please give me a moment before I check your code.',
  },
  later: {
    phone: 'I’m sorry, I can’t check a code just now. Could you contact us again a little later?',
    chat: 'Sorry, I can’t check a code just now. Please contact us again a little later.',
  },
  noMore: {
    phone:
      'I’m sorry, I can’t verify you on this call. You can set a new security code in Portal and call us again.',
    chat: 'Sorry, I can’t verify you in this chat. You can set a new security code in Portal and contact us again.',
  },
  callBack: {
    phone:
      'I can’t take a code just now. If we have a number of yours on record, we’ll call you back on it.',
    chat: 'I can’t take a code just now. If we have a number of yours on record, we’ll call you on it.',
  },
  allowed: {
    phone: 'Thank you, you are verified. Let’s get to your request.',
    chat: 'Thank you, you are verified. Let’s get to your request.',
  },
  step_up: {
    phone: 'Thank you, you are verified. What you ask for needs one more step.',
    chat: 'Thank you, you are verified. What you ask for needs one more step.',
  },
  approval: {
    phone: 'Thank you, you are verified. What you ask for also needs a colleague’s approval.',
    chat: 'Thank you, you are verified. What you ask for also needs a colleague’s approval.',
  },
  not_permitted: {
    phone: 'Thank you, you are verified. The account’s owner has to ask for this one.',
    chat: 'Thank you, you are verified. The account’s owner has to ask for this one.',
  },
  closed: {
    phone: 'Thank you, you are verified. The account is closed, so I can only tell you about it.',
    chat: 'Thank you, you are verified. The account is closed, so I can only tell you about it.',
  },
  expired: {
    phone: 'We have been talking for a while. May I have your security code once more, please?',
    chat: 'We have been chatting for a while. Please send me your security code once more.',
  },
} as const satisfies Record<string, Record<WorkChannel, string>>;

export const verificationStrings = {
  desk: 'Desk',
  panel: 'This call',
  columns: 'Columns',
  tabs: { results: 'Results', account: 'Account', call: 'This call' },
  channels: { phone: 'Phone', chat: 'Chat' } as const satisfies Record<WorkChannel, string>,
  channelLabel: 'Reached by',
  somebodyElse: 'Somebody not listed',
  running: 'Running time',
  request: 'Asks for',
  requestPlaceholder: 'Type to find a request',
  noRequest: 'No request matches. Clear the box to see all.',
  tiers: {
    0: 'Open to anyone',
    1: 'Read and support',
    2: 'Change',
    3: 'Critical',
  } as const satisfies Record<Tier, string>,
  tier: (tier: Tier) => `Tier ${tier}`,
  openToAnyone: 'Anyone may ask this: no code is needed for it.',
  say: 'Say',
  send: 'Send',
  copyWords: 'Copy these words',
  code: 'Security code',
  codePhoneHelp: 'As you hear it: case, spaces and punctuation don’t matter.',
  codeChatHelp: 'Paste it: it is checked at once and marked as exposed in the chat.',
  check: 'Check',
  checking: 'Checking…',
  emptied: 'The field emptied itself after a minute.',
  nothingToCheck: 'Type at least one letter or digit.',
  tooLong: 'That is longer than any code. Paste only the code.',
  kept: 'The code is still in the field: Enter checks it again.',
  tries: (left: number) => (left === 1 ? '1 try left' : `${left} tries left`),
  end: 'End call',
  endChat: 'End chat',
  again: 'Verify again',
  reload: 'Look again',
  exposedNote: {
    phone: 'This code stood in a chat once. Ask the caller to set a new one in Portal.',
    chat: 'The code now stands in the chat. Ask the caller to set a new one in Portal after this chat.',
  } as const satisfies Record<WorkChannel, string>,
  mustChangeNote:
    'This code was good once more, for reading and support. Set a new one with the caller now: it verifies no further call.',
  weakNote: 'This code is easy to guess by today’s rules. Ask the caller to set a new one.',
  codeDisabled:
    'Only you see this: the code they could use is disabled. Nothing they say can match until a supervisor enables it.',
  enabledAgain: 'A supervisor has enabled the code: ask for it again.',
  idleTitle: 'No call yet',
  idle: 'Look an account up, then choose who is calling. The call begins there.',
  choose: 'Choose the caller on the left. The call begins at once, with this request.',
  beginning: 'Beginning the call…',
  ended: (channel: string, who: string, time: string) =>
    `${channel} with ${who} ended after ${time}.`,
  endedWhat: { phone: 'Call', chat: 'Chat' },
  endedNext: 'Look up the next caller.',
  openCalls: (count: number) =>
    count === 1
      ? 'One other call is still open: its key is in the bar above.'
      : `${count} other calls are still open: their keys are in the bar above.`,
  checkedMeanwhile:
    'The code was checked all the same, while no answer came; what it came to stands here.',
  replaced: (who: string, used: number) =>
    `The call with ${who} ended here. ${used === 1 ? 'Its one try stays' : `Its ${used} tries stay`} counted.`,
  replacedVerified: (who: string) =>
    `The call with ${who} ended here, and what they were allowed with it.`,
  calls: 'Calls in progress',
  chip: (key: number, who: string, account: string, state: string) =>
    `Call ${key}: ${who}, ${account}, ${state}`,
} as const;

export const verdictStrings = {
  region: 'Verdict',
  words: {
    ready: 'NO VERDICT YET',
    checking: 'CHECKING…',
    verified: 'VERIFIED',
    step_up: 'STEP-UP FIRST',
    approval: 'APPROVAL FIRST',
    not_permitted: 'NOT THEIRS TO ASK',
    closed: 'ACCOUNT CLOSED',
    expired: 'EXPIRED',
    not_verified: 'NOT VERIFIED',
    wait: 'WAIT',
    disabled: 'DISABLED',
    spent: 'NO TRIES LEFT',
  },
  short: {
    ready: 'no verdict yet',
    checking: 'checking',
    verified: 'verified',
    step_up: 'verified, step-up first',
    approval: 'verified, approval first',
    not_permitted: 'verified, not theirs to ask',
    closed: 'verified, account closed',
    expired: 'expired',
    not_verified: 'not verified',
    wait: 'wait',
    disabled: 'disabled',
    spent: 'no tries left',
  },
  until: (time: string) => `until ${time}`,
  untilWord: 'until',
  callerIs: 'Caller verified',
  atWord: 'at',
  left: 'left',
  answers: {
    allowed: (request: string) => `${request}: go ahead`,
    step_up: (request: string) => `${request}: needs a step-up first`,
    approval: (request: string) => `${request}: needs a step-up and a supervisor’s approval`,
    not_permitted: (request: string) => `${request}: not theirs to ask for`,
    closed: (request: string) => `${request}: not on a closed account`,
  },
  advice: {
    allowed: '',
    step_up: 'Don’t do it on the code alone. Ask a supervisor to take the step-up with you.',
    approval: 'Don’t do it on the code alone. Ask a supervisor for the step-up and the approval.',
    not_permitted:
      'This contact lacks the permission. The owner, or a contact who has it, may ask.',
    closed: 'Nothing is changed on a closed account until it is opened again.',
  },
  lists: {
    allowed: 'May now',
    afterStepUp: 'After step-up',
    afterApproval: 'After step-up and approval',
    notPermitted: 'Not theirs to ask',
  },
  notWhileClosed: 'Not on a closed account',
  nothing: 'nothing',
  expiredLine:
    'The fifteen minutes are over, or the account was changed: nothing is allowed any more.',
  why: {
    no_match: 'The code does not match.',
    no_code_to_use:
      'Only you see this: this contact has no code to use. Nothing they say can match until the owner gives them one.',
    unknown_caller:
      'Only you see this: the caller is not on this account, so nothing they say can match.',
  },
  readyLine: 'Ask, type what you hear, press Enter.',
  nextTry: 'Next try in',
  waitLine: 'Too many codes did not match. The next one can be checked when this reaches zero.',
  waitOver: 'The wait is over: one try.',
  noTries: 'No tries left in this call. End it; they stay counted.',
  spentLine: 'This call’s three tries are used up. End it; they stay counted.',
  tenth: 'That code did not match either: the tenth in a row disabled the code.',
  disabledLine: 'Ten codes in a row did not match. No code is checked for this caller.',
  disabledUnknown:
    'Nobody to call back: the caller is not on this account. End the call; the owner can contact us.',
  steps: 'The way back',
  stepCall: 'Call back on a number on record, never on one the caller gives you.',
  stepAsk: 'When you have reached them there, ask a supervisor to enable the code.',
  showNumbers: 'Show numbers on record',
  numbers: 'Numbers on record',
  noNumbers: 'There is no number on record for this contact. Hand the call to a supervisor.',
  source: { account: 'of the account', contact: 'of the contact' },
  reached: 'Reached them: ask a supervisor',
  reachedOn: (number: string) => `Reached them on ${number}: ask a supervisor`,
  asked: 'A supervisor has been asked. This changes by itself when they decide.',
  refusedBySupervisor: 'A supervisor decided not to enable the code. End the call.',
} as const;

export const callKeyStrings = {
  group: 'Call',
  callsGroup: 'Calls in progress',
  callsWhileTyping: 'Calls in progress, also while typing',
  lookUp: 'Look up an account',
  lookUpBar: 'look up',
  caller: 'Choose who is calling',
  callerBar: 'caller',
  request: 'Choose the request',
  requestBar: 'request',
  code: 'Type the code',
  codeBar: 'code',
  end: 'End the call',
  endBar: 'end',
  endWhileTyping: 'End the call, also while typing',
  switchTo: (key: number) => `Go to call ${key}`,
} as const;
