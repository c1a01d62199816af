import { type Handlers, signedIn } from '../platform/call.ts';
import type { AttemptService } from './attempt.service.ts';
import type { VerificationService } from './verification.service.ts';

/** The verification room's channels. */
export function verificationHandlers(
  verifications: VerificationService,
  attempts: AttemptService,
): Handlers<'verification'> {
  return {
    catalogue: async () => ({ requests: await verifications.catalogue() }),
    begin: (input, context) => verifications.begin(signedIn(context), input),
    changeRequest: ({ verificationId, requestId }, context) =>
      verifications.changeRequest(signedIn(context), verificationId, requestId),
    attempt: (input, context) => attempts.attempt(signedIn(context), input),
    end: ({ verificationId }, context) => verifications.end(signedIn(context), verificationId),
    view: ({ verificationId }, context) => verifications.view(signedIn(context), verificationId),
    listOpen: async (_input, context) => ({
      verifications: await verifications.listOpen(signedIn(context)),
    }),
  };
}
