import type { NoticedChange } from '#shared/contract/mail.contract.ts';

/** A letter that brings a code; who sends it and where the Portal is, the settings add. */
export interface CodeLetter {
  readonly kind: 'set_password' | 'reset';
  readonly name: string;
  readonly username: string;
  readonly clientId: string;
  /** As it is typed, with its dashes. */
  readonly code: string;
  /** Unix milliseconds. */
  readonly codeUntil: number;
}

/** A letter that tells a client what was changed; to the address that they had until then. */
export interface NoticeLetter {
  readonly kind: 'notice';
  readonly name: string;
  readonly clientId: string;
  readonly changed: readonly NoticedChange[];
  /** Unix milliseconds. */
  readonly changedAt: number;
}

/** What a letter to a client says. */
export type Letter = CodeLetter | NoticeLetter;

interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** From when on a letter is no use any more (Unix milliseconds); null: it always is. */
export function usefulUntil(letter: Letter): number | null {
  return letter.kind === 'notice' ? null : letter.codeUntil;
}

/**
 * A letter as plain text. It holds no link that signs anybody in: the code has to be typed where the
 * client goes by themselves.
 *
 * @param portalAddress null while no settings say where the Portal is
 */
export function letterText(letter: Letter, portalAddress: string | null): LetterText {
  return letter.kind === 'notice' ? noticeText(letter) : codeText(letter, portalAddress);
}

const firstLines: Readonly<Record<CodeLetter['kind'], string>> = {
  set_password:
    'you have an account with us. To sign in to the Portal you need a password, which only you should know:',
  reset: 'you asked us for a new password for the Portal. This is how to set it:',
};

const subjects: Readonly<Record<CodeLetter['kind'], string>> = {
  set_password: 'Choose your password for the Portal',
  reset: 'Your code for a new Portal password',
};

const strangers: Readonly<Record<CodeLetter['kind'], string>> = {
  set_password:
    'If you don’t know of an account with us, please tell us. Without this code nobody can open it.',
  reset:
    'If you did not ask for this, please call us. Your old password goes on working until the code is used.',
};

function codeText(letter: CodeLetter, portalAddress: string | null): LetterText {
  const { kind, name, username, clientId, code, codeUntil } = letter;
  const lines = [
    `Hello ${name},`,
    '',
    firstLines[kind],
    '',
    `1. Open the Portal${portalAddress === null ? '' : `: ${portalAddress}`}`,
    '2. Choose "Reset Password" and enter this code:',
    '',
    `   ${code}`,
    '',
    '3. Choose a password of 12 characters or more. A phrase is easy to remember.',
    '',
    `The code works once, until ${utc(codeUntil)}. We will never ask you for it, nor for your password.`,
    `To log in, use your username (${username}) or your Client ID (${clientId}).`,
    '',
    strangers[kind],
    '',
  ];
  return { subject: subjects[kind], text: lines.join('\n') };
}

const changes: Readonly<Record<NoticedChange, string>> = {
  email: 'the e-mail address on file was changed',
  phone: 'the phone number on file was changed',
  username: 'the username was changed',
  owner: 'the account was given to another owner',
  contact_added: 'somebody was added to those who may call or write for the account',
  contact_reached:
    'the e-mail address or phone number of one of those who may call or write for the account was changed',
  contact_may_more: 'one of those who may call or write for the account may now ask for more',
  access_given:
    'one of those who may call or write for the account may now use its main security code',
  main_code_set: 'the account’s main security code was set',
  main_code_replaced: 'the account’s main security code was replaced by another',
  main_code_enabled: 'the account’s main security code works again',
  own_code_set: 'a security code of one of those who may call or write was set',
  own_code_replaced:
    'a security code of one of those who may call or write was replaced by another',
  own_code_enabled: 'a security code of one of those who may call or write works again',
};

/** It names what was changed and nothing of what it was or is: mail is read by others, too. */
function noticeText({ name, clientId, changed, changedAt }: NoticeLetter): LetterText {
  const lines = [
    `Hello ${name},`,
    '',
    `on ${utc(changedAt)} this was done on your account with us (Client ID ${clientId}), as we were asked to:`,
    '',
    ...changed.map((change) => `- ${changes[change]}`),
    '',
    'This goes to the e-mail address that we had on file until then. If you know of it, there is nothing for you to do.',
    '',
    'If you do not, please call us at once, by a number that you know to be ours.',
    '',
  ];
  return { subject: 'Your account was changed', text: lines.join('\n') };
}

/** The mail by which a supervisor sees that the settings work. */
export const testLetter = {
  subject: 'Test of the mail settings',
  text: 'Countersign can send mail with these settings. Nothing else needs to be done.\n',
};

/** `5 January 2026, 14:32 UTC`. */
function utc(time: number): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(time);
  return `${words.replace(' at ', ', ')} UTC`;
}
