import { randomBytes } from 'node:crypto';
import { crockfordAlphabet } from '#shared/rules/code-generator.ts';

const minute = 60_000;

/** How long a code can be used, in milliseconds: DESIGN.md section 3 for the reset. */
export const codeLives = { reset: 10 * minute, set_password: 24 * 60 * minute } as const;
export type CodeKind = keyof typeof codeLives;

const length = 32;
const groups = /.{4}/g;

/**
 * A new code as it is written in a mail: 160 random bits, as 32 characters of Crockford's base 32 in
 * eight groups.
 */
export function newPortalCode(): string {
  const characters = [...randomBytes(length)].map((byte) => crockfordAlphabet[byte % 32]).join('');
  return characters.match(groups)?.join('-') ?? '';
}

/**
 * What was typed as the code it stands for: without spaces and dashes, and with the letters that
 * Crockford's alphabet leaves out read as the digits they look like. Null when it can be no code.
 */
export function readPortalCode(typed: string): string | null {
  const characters = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const isCode =
    characters.length === length && [...characters].every((one) => crockfordAlphabet.includes(one));
  return isCode ? (characters.match(groups)?.join('-') ?? null) : null;
}

/** What a code is stored as, before it is keyed: 160 random bits need no slow hash. */
export const codeName = (code: string) => `portal-code ${code}`;
