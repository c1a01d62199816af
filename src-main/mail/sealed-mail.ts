import { z } from 'zod';
import { mailKind } from '#shared/contract/mail.contract.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import type { Letter } from './letters.ts';
import type { MailRow } from './mail.queries.ts';

/** What of a mail only its recipient is to read, and supervisors while it is held. */
export interface MailWords {
  readonly to: string;
  /** The left half of the Message-ID: the same at each try. */
  readonly number: string;
  readonly letter: Letter;
}

const mailWords = z.strictObject({
  to: z.string(),
  number: z.string(),
  letter: z.strictObject({
    kind: mailKind,
    name: z.string(),
    username: z.string(),
    clientId: z.string(),
    code: z.string(),
    codeUntil: z.number(),
  }),
});

/** Seals a mail's words for its row: they open for a mail about that account only. */
export function sealWords(seal: StoreSeal, accountId: number, words: MailWords) {
  return seal.seal(purposeOf(accountId), Buffer.from(JSON.stringify(words)));
}

/** A mail's words; null when they are gone. Throws when the row was changed from outside. */
export function openWords(seal: StoreSeal, row: MailRow): MailWords | null {
  if (row.sealed.length === 0) return null;
  const sealed = { keyId: row.seal_key_id, bytes: row.sealed };
  const plain = seal.unseal(purposeOf(row.account_id), sealed);
  return mailWords.parse(JSON.parse(plain.toString()));
}

const purposeOf = (accountId: number | null) => `mail:${accountId}`;
