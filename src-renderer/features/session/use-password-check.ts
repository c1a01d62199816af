import { useState } from 'react';
import type { SignInVerdict } from '#shared/contract/session.contract.ts';
import type { CallError, Result } from '#shared/result.ts';
import { isUndecided } from '#shared/rules/undecided.ts';
import { serverNow } from '../../ui/server-time.ts';
import { askToLetIn } from './session.store.ts';

/** What stands under a password form. */
export type CheckNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'error'; readonly error: CallError };

/** `undecided`: nobody has judged the password, so that the same may be sent again. */
export type CheckOutcome = 'let_in' | 'refused' | 'undecided';

export interface PasswordCheck<Input extends unknown[]> {
  readonly busy: boolean;
  readonly notice: CheckNotice;
  /** Sends the form. While a wait runs it sends nothing. */
  readonly run: (...input: Input) => Promise<CheckOutcome>;
  readonly clear: () => void;
}

/** A call that checks a password (sign-in, unlock, change) and takes its verdict in. */
export function usePasswordCheck<Input extends unknown[]>(
  call: (...input: Input) => Promise<Result<SignInVerdict>>,
): PasswordCheck<Input> {
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<CheckNotice>({ kind: 'none' });
  const run = async (...input: Input): Promise<CheckOutcome> => {
    if (busy || (notice.kind === 'wait' && notice.until > serverNow())) return 'undecided';
    setBusy(true);
    setNotice({ kind: 'none' });
    const result = await askToLetIn(() => call(...input));
    setBusy(false);
    if (!result.ok) {
      setNotice({ kind: 'error', error: result.error });
      return isUndecided(result.error.code) ? 'undecided' : 'refused';
    }
    if (result.value.kind === 'signed_in') return 'let_in';
    setNotice(result.value);
    return 'refused';
  };
  return { busy, notice, run, clear: () => setNotice({ kind: 'none' }) };
}
