import type { ErrorCode, ErrorDetails } from '#shared/result.ts';

/**
 * Thrown by a use case that refuses. `Backend.call` turns it into an error result, so its message
 * is for people: what happened and what to do, never a secret.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** A handler of a channel that there is nothing behind: it refuses, whatever it is asked. */
export function refusing(code: ErrorCode, message: string): () => Promise<never> {
  return async () => {
    throw new Refusal(code, message);
  };
}
