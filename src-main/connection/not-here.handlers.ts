import type { Handlers } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';

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

async function refuse(): Promise<never> {
  throw new Refusal(
    'not_allowed',
    'Only the desktop app can be connected to a team’s server. A browser opens the server’s address instead.',
  );
}
