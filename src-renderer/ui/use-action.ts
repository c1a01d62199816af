import { useCallback, useState } from 'react';
import type { CallError, Result } from '#shared/result.ts';

export interface Action<Input extends unknown[], Value> {
  /** True from the press to the answer. A second run meanwhile does nothing. */
  readonly busy: boolean;
  readonly error: CallError | null;
  /** Runs the call; gives its value, or null when it was refused (see `error`). */
  readonly run: (...input: Input) => Promise<Value | null>;
  readonly clearError: () => void;
}

/** One call behind a button or form: busy while it runs, its error kept for the screen. */
export function useAction<Input extends unknown[], Value>(
  call: (...input: Input) => Promise<Result<Value>>,
): Action<Input, Value> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const run = async (...input: Input): Promise<Value | null> => {
    if (busy) return null;
    setBusy(true);
    setError(null);
    const result = await call(...input);
    setBusy(false);
    if (result.ok) return result.value;
    setError(result.error);
    return null;
  };
  const clearError = useCallback(() => setError(null), []);
  return { busy, error, run, clearError };
}
