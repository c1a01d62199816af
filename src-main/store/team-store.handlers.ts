import type { Handlers } from '../platform/call.ts';
import { refusing } from '../platform/refusal.ts';

/** The store room on a team's server: the database's own tools do what it does for a file. */
export const teamStoreHandlers: Handlers<'store'> = {
  backup: refusing(
    'conflict',
    'A team’s store is backed up with PostgreSQL’s own tools: docs/team-server.md says how.',
  ),
};
