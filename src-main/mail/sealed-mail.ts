import { z } from 'zod';
import { noticedChange } from '#shared/contract/mail.contract.ts';
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
  letter: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.enum(['set_password', 'reset']),
      name: z.string(),
      username: z.string(),
      clientId: z.string(),
      code: z.string(),
      codeUntil: z.number(),
    }),
    z.strictObject({
      kind: z.literal('notice'),
      name: z.string(),
      clientId: z.string(),
      changed: z.array(noticedChange),
      changedAt: z.number(),
    }),
  ]),
});

/** Seals a mail's words for its row: they open in no other one, nor for another account. */
export function sealWords(seal: StoreSeal, row: Whose, words: MailWords) {
  return seal.seal(purposeOf(row), Buffer.from(JSON.stringify(words)));
}

/** A mail's words; null when they are gone. Throws when the row was changed from outside. */
export function openWords(seal: StoreSeal, row: MailRow): MailWords | null {
  if (row.sealed.length === 0) return null;
  const sealed = { keyId: row.seal_key_id, bytes: row.sealed };
  const plain = seal.unseal(purposeOf(row), sealed);
  return mailWords.parse(JSON.parse(plain.toString()));
}

/** The same, and null for a row that was changed from outside: it must not hold up the others. */
export function readableWords(seal: StoreSeal, row: MailRow): MailWords | null {
  try {
    return openWords(seal, row);
  } catch {
    return null;
  }
}

type Whose = Pick<MailRow, 'id' | 'account_id'>;

const purposeOf = ({ id, account_id }: Whose) => `mail:${id}:${account_id}`;
