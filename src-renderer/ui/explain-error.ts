import type { CallError } from '#shared/result.ts';
import { errorStrings } from '../strings/common.ts';

export interface Explanation {
  readonly title: string;
  readonly message: string;
}

/** Turns a refused call into words a person can act on: what happened, and what to do. */
export function explainError(error: CallError): Explanation {
  const title = errorStrings.titles[error.code];
  if (error.code === 'unknown_channel') return { title, message: errorStrings.unknownChannel };
  return { title, message: error.message };
}
