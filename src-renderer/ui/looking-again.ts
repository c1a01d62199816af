import type { Result } from '#shared/result.ts';

/** The same call, which has things looked at again when somebody changed them meanwhile. */
export function lookingAgain<Input, Value>(
  call: (input: Input) => Promise<Result<Value>>,
  look: () => Promise<void>,
): (input: Input) => Promise<Result<Value>> {
  return async (input) => {
    const result = await call(input);
    if (!result.ok && result.error.code === 'conflict') await look();
    return result;
  };
}
