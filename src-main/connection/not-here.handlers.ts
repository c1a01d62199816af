import type { Handlers } from '../platform/call.ts';
import { refusing } from '../platform/refusal.ts';

const refuse = refusing(
  'not_allowed',
  'Only the desktop app can be connected to a team’s server. A browser opens the server’s address instead.',
);

/**
 * The connection room where there is no desktop app around the backend: a browser or a command is
 * already at the place its address says, and must not be pointed elsewhere.
 */
export const connectionNotHere: Handlers<'connection'> = {
  view: async () => ({ connection: null }),
  inspect: refuse,
  connect: refuse,
  disconnect: refuse,
};
