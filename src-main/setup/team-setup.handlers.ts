import type { Handlers } from '../platform/call.ts';
import { refusing } from '../platform/refusal.ts';
import type { TeamSetupService } from './team-setup.service.ts';

const refuse = refusing(
  'conflict',
  'Your administrator set this server up. There is nothing to set up here.',
);

/** The set-up room's channels on a team's server: there is nothing to set up at a desk. */
export function teamSetupHandlers(setup: TeamSetupService): Handlers<'setup'> {
  return {
    status: () => setup.status(),
    begin: refuse,
    confirm: refuse,
    finish: refuse,
    recover: refuse,
  };
}
