import type { Handlers } from '../platform/call.ts';
import type { BackupService } from './backup.service.ts';

/** The store room's channels. */
export function storeHandlers(backups: BackupService): Handlers<'store'> {
  return {
    backup: async ({ folder }, { actor }) => ({ ...(await backups.backup(folder, actor)) }),
  };
}
