import { create } from 'zustand';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import type { CallError } from '#shared/result.ts';

/** What goes on in one call beside what the backend says of it. */
export interface CallActivity {
  /** A code is being checked. */
  readonly checking: boolean;
  /** What was refused last, and whether a code is still in the field because of it. */
  readonly error: CallError | null;
  /** A line for the agent that stays until the next step. */
  readonly notice: string | null;
  /** What a supervisor decided on the call-back reported in this call. */
  readonly decided: 'enabled' | 'refused' | null;
}

export const idleActivity: CallActivity = {
  checking: false,
  error: null,
  notice: null,
  decided: null,
};

/** What the empty panel says of the call that ended last. */
export interface EndedCall {
  readonly channel: WorkChannel;
  readonly contactName: string | null;
  readonly lastedMs: number;
}

export interface CallsState {
  /** This agent's calls in progress, oldest first. */
  readonly calls: readonly VerificationView[];
  /** The call on screen; null while the next caller is looked up. */
  readonly activeId: number | null;
  readonly activity: Readonly<Record<number, CallActivity>>;
  readonly beginning: boolean;
  readonly beginError: CallError | null;
  readonly ended: EndedCall | null;
}

const empty: CallsState = {
  calls: [],
  activeId: null,
  activity: {},
  beginning: false,
  beginError: null,
  ended: null,
};

export const useCallsStore = create<CallsState>(() => empty);
const { getState, setState } = useCallsStore;

/** Puts a call as the backend has it now into the list; one that has ended goes out of it. */
export function putCall(call: VerificationView): void {
  setState(({ calls }) => {
    if (call.endedAt !== null)
      return {
        calls: calls.filter(({ verificationId }) => verificationId !== call.verificationId),
      };
    const known = calls.some(({ verificationId }) => verificationId === call.verificationId);
    return {
      calls: known
        ? calls.map((one) => (one.verificationId === call.verificationId ? call : one))
        : [...calls, call],
    };
  });
}

export function patchActivity(verificationId: number, change: Partial<CallActivity>): void {
  setState(({ activity }) => ({
    activity: {
      ...activity,
      [verificationId]: { ...(activity[verificationId] ?? idleActivity), ...change },
    },
  }));
}

export function findCall(verificationId: number | null): VerificationView | null {
  return getState().calls.find((call) => call.verificationId === verificationId) ?? null;
}

/** The call in progress on an account, if there is one. */
export function callOnAccount(accountId: number): VerificationView | null {
  return getState().calls.find((call) => call.accountId === accountId) ?? null;
}

/** Forgets all calls: somebody else may sign in next. */
export function forgetCalls(): void {
  setState(empty);
}

export function useActiveCall(): VerificationView | null {
  return useCallsStore(
    ({ calls, activeId }) =>
      calls.find(({ verificationId }) => verificationId === activeId) ?? null,
  );
}

export function useActivity(verificationId: number): CallActivity {
  return useCallsStore(({ activity }) => activity[verificationId] ?? idleActivity);
}
