import { canonicalCode, characterCount, foldCase } from './canonical-code.ts';
import type { IsBlocklisted } from './code-policy.ts';

/** Passwords have at least this many characters (the Portal's rules; NIST asks for less). */
export const shortestPassword = 12;

/** Why a password is refused, in the order in which reasons are given. */
export const passwordProblemKinds = ['too_short', 'same_as_username', 'blocklisted'] as const;
export type PasswordProblem = (typeof passwordProblemKinds)[number];

/**
 * Why a password can't be used; empty when it can. The first two are the Portal's hard rules: 12
 * characters or more, and not the username (whatever the case). It is looked up in the packaged
 * list of common and leaked passwords in its canonical form, so that '!' at the end hides nothing.
 */
export function passwordProblems(
  password: string,
  username: string,
  isBlocklisted: IsBlocklisted,
): readonly PasswordProblem[] {
  const written = password.normalize('NFC');
  const found: Record<PasswordProblem, boolean> = {
    too_short: characterCount(written) < shortestPassword,
    same_as_username: foldCase(written) === foldCase(username.normalize('NFC')),
    blocklisted: isBlocklisted(canonicalCode(password)),
  };
  return passwordProblemKinds.filter((kind) => found[kind]);
}

/** What the Portal suggests a password could contain, in its order. Never a reason to refuse. */
export const passwordSuggestionKinds = ['lower', 'upper', 'digit', 'special'] as const;
export type PasswordSuggestion = (typeof passwordSuggestionKinds)[number];

/** The characters that the Portal calls special. */
export const specialCharacters = '!@#$%^&*?_~';

const present: Record<PasswordSuggestion, RegExp> = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  special: /[!@#$%^&*?_~]/,
};

/** Which of the suggestions a password follows. */
export function passwordSuggestions(
  password: string,
): Readonly<Record<PasswordSuggestion, boolean>> {
  const written = password.normalize('NFC');
  return {
    lower: present.lower.test(written),
    upper: present.upper.test(written),
    digit: present.digit.test(written),
    special: present.special.test(written),
  };
}
