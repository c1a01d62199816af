import type { Handlers } from '../platform/call.ts';
import type { SetupService } from './setup.service.ts';

/** The set-up room's channels. */
export function setupHandlers(setup: SetupService): Handlers<'setup'> {
  return {
    status: () => setup.status(),
    begin: (input) => setup.begin(input),
    confirm: async ({ setupId, words }) => {
      setup.confirm(setupId, words);
      return {};
    },
    finish: async ({ setupId, data }) => {
      await setup.finish(setupId, data);
      return setup.status();
    },
    recover: async ({ recoveryWords }) => {
      await setup.recover(recoveryWords);
      return setup.status();
    },
  };
}
