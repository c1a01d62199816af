import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Handlers } from '../platform/call.ts';
import type { ConnectionService } from './connection.service.ts';
import { parseServerAddress } from './server-address.ts';

/** The connection room's channels, in the desktop app. `status` tells how the backend in force stands. */
export function connectionHandlers(
  connections: ConnectionService,
  status: () => Promise<SetupStatus>,
): Handlers<'connection'> {
  return {
    view: async () => ({ connection: await connections.view() }),
    inspect: ({ address }, { caller }) => connections.inspect(parseServerAddress(address), caller),
    connect: async ({ address, fingerprint }, { caller }) => {
      await connections.connect(parseServerAddress(address), fingerprint, caller);
      return status();
    },
    disconnect: async (_input, { caller }) => {
      await connections.disconnect(caller);
      return status();
    },
  };
}
