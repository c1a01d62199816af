import type { CallError } from '#shared/result.ts';

/** A code as it goes to the backend: typed twice, or drawn there, with its ticket. */
export interface NewCode {
  readonly code: string;
  readonly repeated: string | null;
  readonly ticket: string | null;
}

/** How a code gets out of the part that holds it. */
export interface Sending {
  readonly busy: boolean;
  readonly error: CallError | null;
  /** True when the code is done with: set, or refused by the policy. It is wiped then. */
  readonly send: (newCode: NewCode) => Promise<boolean>;
}
