import { type Handlers, signedIn } from '../platform/call.ts';
import type { EnableRequestsService } from './enable-requests.service.ts';

/** The codes room's channels. */
export function codesHandlers(requests: EnableRequestsService): Handlers<'codes'> {
  return {
    callBackNumbers: async ({ verificationId }, context) => ({
      numbers: await requests.callBackNumbers(signedIn(context), verificationId),
    }),
    requestEnable: async ({ verificationId, calledBack }, context) => ({
      enableRequestId: await requests.request(signedIn(context), verificationId, calledBack),
    }),
    listEnableRequests: async (_input, context) => ({
      requests: await requests.list(signedIn(context)),
    }),
    decideEnable: async ({ enableRequestId, decision, reason }, context) => {
      await requests.decide(signedIn(context), enableRequestId, decision, reason);
      return {};
    },
  };
}
