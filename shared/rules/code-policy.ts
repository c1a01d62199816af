import {
  type CodeFacts,
  detailsOf,
  noFacts,
  spellingsOf,
  withoutDetails,
} from './account-details.ts';
import { canonicalCode, characterCount } from './canonical-code.ts';
import { holdsCardNumber } from './card-number.ts';
import { isDate } from './code-dates.ts';
import { isRepeatedRun, isSequentialRun } from './code-runs.ts';
import { longestTypedCode, shortestCode } from './code-strength.ts';

/** Why a security code is refused, in the order in which reasons are given. */
export const codeProblemKinds = [
  /** Fewer than 8 letters, marks and digits. */
  'too_short',
  /** More than 128 typed. */
  'too_long',
  /** Common or leaked. */
  'blocklisted',
  /** A name, username, e-mail address, phone, domain or company on file, and little else. */
  'account_details',
  'date',
  /** Nine digits, as a United States social security number has. */
  'ssn_shaped',
  /** A payment card's number, which is kept nowhere, not even hashed. */
  'card_number',
  'repeated_run',
  'sequential_run',
] as const;
export type CodeProblem = (typeof codeProblemKinds)[number];

/** Whether a canonical text is on the packaged list of common and leaked passwords. */
export type IsBlocklisted = (canonical: string) => boolean;

/** AAA-GG-SSSS, with or without saying what it is. */
const ssn = /^(?:(?:my)?(?:ssn|social(?:security)?(?:number)?))?[0-9]{9}$/;

/**
 * Why a code can't be used; empty when it can. There are no composition rules (NIST SP 800-63B-4,
 * section 3.1.1.2). All is judged on the canonical form, except that at most 128 can be typed.
 *
 * Details on file may be part of a code, but not what makes it one: with all of them struck out,
 * the rest has to be a good code by every other rule. 'larsen1984' leaves '1984' and is refused;
 * 'larsen buys purple kites' leaves 'buyspurplekites' and is fine. Accents don't hide a detail.
 */
export function codeProblems(
  typed: string,
  facts: CodeFacts,
  isBlocklisted: IsBlocklisted,
): readonly CodeProblem[] {
  const canonical = canonicalCode(typed);
  const details = detailsOf(facts);
  const leansOnDetails = spellingsOf(canonical).some((spelling) => {
    const rest = withoutDetails(spelling, details);
    return rest !== null && codeProblems(rest, noFacts, isBlocklisted).length > 0;
  });
  const found: Record<CodeProblem, boolean> = {
    too_short: characterCount(canonical) < shortestCode,
    too_long: typed.length > longestTypedCode,
    blocklisted: isBlocklisted(canonical),
    account_details: leansOnDetails,
    date: isDate(canonical),
    ssn_shaped: ssn.test(canonical),
    // Digit by digit, so that it is found however it was grouped and whatever figures follow it.
    card_number: holdsCardNumber(Array.from(canonical).join(' ')),
    repeated_run: isRepeatedRun(canonical, shortestCode),
    sequential_run: isSequentialRun(canonical),
  };
  return codeProblemKinds.filter((kind) => found[kind]);
}
