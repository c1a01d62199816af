import type { CodeAccess } from '#shared/contract/accounts.contract.ts';
import { codeAccessOf, mayUseMainCode } from '#shared/rules/code-access.ts';
import { type HashSetting, sameSetting, settingOf } from '../platform/crypto/secret-hasher.ts';
import type { AttemptWhy } from '../platform/database/schema/call-tables.ts';
import { type HashedCode, matches, type StoredCode } from './hashed-code.ts';

/** Whose codes could match what somebody says. */
export interface CodesOf {
  readonly accountId: number;
  /** Null: somebody who is not on the account. */
  readonly contactId: number | null;
}

/** Who says a code, as far as the codes that could verify them go. */
export interface Claimant extends CodesOf {
  readonly owner: boolean;
  readonly viewingAccess: boolean;
}

/** A code that somebody could be verified by. */
export interface CandidateCode extends StoredCode {
  readonly id: number;
  readonly strength: 'standard' | 'strong';
  readonly exposedAt: number | null;
  readonly mustChangeAt: number | null;
  readonly weak: boolean;
  /** False for one that is disabled, or used up while another one is due. */
  readonly usable: boolean;
}

/** By which code somebody can be verified, and whether one that is there is disabled. */
export interface CodeStanding {
  readonly access: CodeAccess;
  readonly disabled: boolean;
}

/** The codes an attempt is held against: what the claimant says may be either, or neither. */
export interface Codes {
  readonly own: CandidateCode | null;
  readonly main: CandidateCode | null;
}

/** How a hashed code compares with what is stored now. */
export type CodeMatch =
  | {
      readonly match: true;
      readonly codeId: number;
      readonly strength: 'standard' | 'strong';
      readonly which: 'own' | 'main';
      /** Since when it stands in a chat transcript, Unix milliseconds; null: in none. */
      readonly exposedAt: number | null;
      /** Since when another one is due, Unix milliseconds; null: none is. */
      readonly mustChangeAt: number | null;
      /** Whether it is known to be one that the policy refuses. */
      readonly weak: boolean;
      readonly stale: boolean;
    }
  | {
      readonly match: false;
      readonly why: Exclude<AttemptWhy, 'match' | 'call_ended'>;
      /** The code that was said all the same, by somebody who may not use it. */
      readonly codeId: number | null;
    };

/** How what a claimant said compares with the codes; `current` is the setting of a new hash. */
export function matchOf(
  { own, main }: Codes,
  claimant: Claimant,
  hashed: HashedCode,
  current: HashSetting,
): CodeMatch {
  const ownMatches = own !== null && matches(own, hashed);
  const mainMatches = main !== null && matches(main, hashed);
  const mayUseMain = mayUseMainCode(claimant);
  if (own?.usable && ownMatches) return found(own, 'own', current);
  if (main?.usable && mainMatches && mayUseMain) return found(main, 'main', current);
  const said = own && ownMatches ? own : main && mainMatches ? main : null;
  const codeId = said?.id ?? null;
  if (claimant.contactId === null) return { match: false, why: 'unknown_caller', codeId };
  if (mainMatches && !mayUseMain) return { match: false, why: 'main_code_without_access', codeId };
  const usable = own?.usable || (main?.usable && mayUseMain);
  return { match: false, why: usable ? 'no_match' : 'no_code_to_use', codeId };
}

function found(row: CandidateCode, which: 'own' | 'main', current: HashSetting): CodeMatch {
  return {
    match: true,
    codeId: row.id,
    strength: row.strength,
    which,
    exposedAt: row.exposedAt,
    mustChangeAt: row.mustChangeAt,
    weak: row.weak,
    // One that waited is stored as a hash from then on.
    stale: row.waits !== null || !sameSetting(settingOf(row), current),
  };
}

/** By which code the claimant can be verified (an own code is named before the main code). */
export function standingOf(claimant: Claimant, { own, main }: Codes): CodeStanding {
  const access = codeAccessOf(claimant, { own: own?.usable ?? false, main: main?.usable ?? false });
  const theirs = own ?? (mayUseMainCode(claimant) ? main : null);
  return { access, disabled: access === 'none' && theirs !== null };
}
