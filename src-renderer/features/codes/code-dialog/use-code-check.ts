import { useEffect, useEffectEvent, useState } from 'react';
import type { codesChannels } from '#shared/contract/codes.contract.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';

/** So long after the last key the main process is asked (milliseconds). */
const pause = 400;

type Checked = OutputOf<(typeof codesChannels)['check']>;
export type CheckCode = (code: string) => Promise<Result<Checked>>;

/**
 * What the policy says of a code while it is typed; null until it is known. Nothing is asked while
 * there is no leave (`check` is null): what is on file would be told to whoever tries.
 */
export function useCodeCheck(code: string, check: CheckCode | null): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  const ask = useEffectEvent(async (typed: string) => (check ? check(typed) : null));
  const mayAsk = check !== null;
  useEffect(() => {
    setChecked(null);
    if (code === '' || !mayAsk) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await ask(code);
      if (current && answer?.ok) setChecked(answer.value);
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [code, mayAsk]);
  return checked;
}
