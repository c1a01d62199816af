import type { accountsEditChannels } from '#shared/contract/accounts-edit.contract.ts';
import type { Desk, InputOf } from '#shared/contract/index.ts';
import type { Leave } from '#shared/contract/leave.ts';
import { byReason } from './codes-desk.ts';
import { demo } from './demo-people.ts';
import { must, openAccount } from './test-desk.ts';

type Details = InputOf<(typeof accountsEditChannels)['edit']>['details'];

/** Somebody at an account to edit it, by their own reason unless another leave is given. */
export async function atEdit(desk: Desk, clientId: string = demo.larsen.clientId) {
  const { account } = await openAccount(desk, clientId);
  const { accountId } = account;
  const view = async () => must(await desk.accounts.view({ accountId }));
  return {
    accountId,
    view,
    /** The details in full, by a supervisor's reason. */
    details: async () => must(await desk.accounts.openToEdit({ accountId, leave: byReason })),
    edit: async (details: Details, leave: Leave = byReason, version?: number) =>
      desk.accounts.edit({
        ...{ accountId, details, leave },
        version: version ?? (await view()).version,
      }),
    setStatus: async (to: 'active' | 'suspended' | 'closed', leave: Leave = byReason) =>
      desk.accounts.setStatus({ accountId, version: (await view()).version, to, leave }),
  };
}
