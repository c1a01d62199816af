import { type Handlers, signedIn } from '../platform/call.ts';
import type { ApprovalsService } from './approvals.service.ts';

/** The approvals room's channels. */
export function approvalsHandlers(approvals: ApprovalsService): Handlers<'approvals'> {
  return {
    callBackNumbers: async ({ verificationId, requestId = null }, context) => ({
      numbers: await approvals.callBackNumbers(signedIn(context), verificationId, requestId),
    }),
    ask: async ({ verificationId, calledBack, requestId = null }, context) => ({
      approvalId: await approvals.ask(signedIn(context), verificationId, calledBack, requestId),
    }),
    ofCall: async ({ verificationId }, context) => ({
      approvals: await approvals.ofCall(signedIn(context), verificationId),
    }),
    list: async (_input, context) => ({ approvals: await approvals.list(signedIn(context)) }),
    decide: async ({ approvalId, decision, reason }, context) => {
      await approvals.decide(signedIn(context), approvalId, decision, reason);
      return {};
    },
  };
}
