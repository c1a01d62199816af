import type { Actor, Handlers } from '../platform/call.ts';
import type { BackupService } from './backup.service.ts';

/** The store room's channels. */
export function storeHandlers(
  backups: BackupService,
  noteConnected: (server: string, actor: Actor) => Promise<void>,
): Handlers<'store'> {
  return {
    noteConnected: async ({ server }, { actor }) => {
      await noteConnected(server, actor);
      return {};
    },
    backup: async ({ folder }, { actor }) => ({ ...(await backups.backup(folder, actor)) }),
  };
}
