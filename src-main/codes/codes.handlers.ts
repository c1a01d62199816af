import { type Handlers, signedIn } from '../platform/call.ts';
import type { CodeChangesService } from './code-changes.service.ts';
import type { SetCodeService } from './set-code.service.ts';

/** The codes room's channels. */
export function codesHandlers(
  setting: SetCodeService,
  changes: CodeChangesService,
): Handlers<'codes'> {
  return {
    view: ({ accountId }, context) => changes.view(signedIn(context), accountId),
    check: (input, context) => setting.check(signedIn(context), input),
    generate: (input, context) => setting.generate(signedIn(context), input),
    set: (input, context) => setting.set(signedIn(context), input),
    remove: (input, context) => changes.remove(signedIn(context), input),
    disable: (input, context) => changes.disable(signedIn(context), input),
    enable: (input, context) => changes.enable(signedIn(context), input),
    requireChange: (input, context) => changes.requireChange(signedIn(context), input),
    setViewingAccess: (input, context) => changes.setViewingAccess(signedIn(context), input),
  };
}
