import type { Handlers } from '../platform/call.ts';
import type { StaffService } from './staff.service.ts';

/** The staff room's channels. */
export function staffHandlers(staff: StaffService): Handlers<'staff'> {
  return {
    list: async () => ({ staff: await staff.list() }),
    add: async ({ password, ...colleague }, { actor }) => ({
      staffId: await staff.add(actor, colleague, password),
    }),
    resetPassword: async ({ username, password }, { actor }) => {
      await staff.resetPassword(actor, username, password);
      return {};
    },
    setActive: async ({ staffId, active, reason }, { actor }) => {
      await staff.setActive(actor, staffId, active, reason);
      return {};
    },
    liftLimit: async ({ staffId, reason }, { actor }) => {
      await staff.liftLimit(actor, staffId, reason);
      return {};
    },
  };
}
