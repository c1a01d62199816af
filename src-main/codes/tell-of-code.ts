import type { NoticedChange } from '#shared/contract/mail.contract.ts';
import type { Actor } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';

/** Who changed a code, and in which call, if it was in one. */
export interface CodeChanger {
  readonly actor: Actor;
  readonly verificationId: number | null;
}

/** Tells an account's client of a change to one of its codes, or to who may use them; never any words. */
export type TellOfCode = (
  tx: Tx,
  accountId: number,
  notice: CodeChanger & {
    readonly changed: Extract<NoticedChange, `${string}_code_${string}` | 'access_given'>;
  },
) => Promise<void>;
