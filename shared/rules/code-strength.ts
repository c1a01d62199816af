import { characterCount } from './canonical-code.ts';

export type CodeStrength = 'standard' | 'strong';

/** Codes have at least this many canonical characters. */
export const shortestCode = 8;
/** From this many canonical characters on, a code that a person chose is strong. */
export const shortestStrongCode = 15;
/** Most UTF-16 units that can be typed: what the contract's fields accept as well. */
export const longestTypedCode = 128;

/**
 * How much a code is trusted to do: `strong` from 15 canonical characters, or when the program
 * drew it at random; otherwise `standard`. Expects a code that the policy accepts.
 */
export function codeStrength(canonical: string, generated: boolean): CodeStrength {
  return generated || characterCount(canonical) >= shortestStrongCode ? 'strong' : 'standard';
}
