import { crockfordAlphabet } from '#shared/rules/code-generator.ts';

/**
 * A first password drawn at random: 16 characters of Crockford's base 32 in groups of four
 * (80 bits), to be read out or written down once and changed at the first sign-in.
 */
export function drawFirstPassword(): string {
  // 256 is a multiple of 32, so every character is equally likely.
  const characters = [...crypto.getRandomValues(new Uint8Array(16))].map(
    (byte) => crockfordAlphabet[byte % 32],
  );
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
