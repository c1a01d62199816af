import type { Permission } from '#shared/contract/fields.ts';
import type { Desk } from '#shared/contract/index.ts';
import type { Leave } from '#shared/contract/leave.ts';
import { beginCall, type newDesk } from './call-desk.ts';
import { approve, atCodes, byReason } from './codes-desk.ts';
import { demo } from './demo-people.ts';
import { must, openAccount } from './test-desk.ts';

type DeskOfTest = Awaited<ReturnType<typeof newDesk>>;

export const ola = { name: 'Ola Vik', email: 'ola@vik.example', phone: '22 41 50 99' };

/** Somebody at the contacts of Larsen Data; the functions are what they then do. */
export async function atContacts(desk: Desk, leave: Leave = byReason) {
  const { accountId } = (await openAccount(desk, demo.larsen.clientId)).account;
  const view = async () => must(await desk.accounts.view({ accountId }));
  const idOf = async (name: string) =>
    (await view()).contacts.find((contact) => contact.name === name)?.contactId ?? 0;
  const changing = async () => ({ accountId, version: (await view()).version, leave });
  return {
    accountId,
    view,
    idOf,
    changing,
    contact: async (name: string) =>
      (await view()).contacts.find((contact) => contact.name === name),
    add: async (fields: Partial<typeof ola> = {}, permissions: Permission[] = ['technical']) =>
      desk.accounts.addContact({ ...(await changing()), ...ola, ...fields, permissions }),
    change: async (name: string, changes: Partial<typeof ola & { permissions: Permission[] }>) =>
      desk.accounts.changeContact({ ...(await changing()), contactId: await idOf(name), changes }),
    remove: async (name: string) =>
      desk.accounts.removeContact({ ...(await changing()), contactId: await idOf(name) }),
    transfer: async (
      name: string,
      formerOwner: { permissions: Permission[]; viewingAccess: boolean },
    ) =>
      desk.accounts.transferOwner({
        ...(await changing()),
        contactId: await idOf(name),
        formerOwner,
      }),
  };
}

const said = 'purple kites over Oslo';

/**
 * A contact of Larsen Data with these permissions and a code of their own, verified on a call of the
 * agent, where a supervisor has approved what the caller may ask for of `requests`.
 */
export async function callBy(
  parts: DeskOfTest,
  permissions: Permission[],
  requests: readonly string[] = [],
) {
  const { desk, supervisor } = parts;
  const contacts = await atContacts(supervisor.desk);
  must(await contacts.add({}, permissions));
  const codes = await atCodes(supervisor);
  await codes.set(ola.name, said);
  const call = await beginCall(desk, { contact: ola.name });
  await call.say(said);
  for (const request of requests) await approve(parts, call, request);
  const leave = { by: 'call', verificationId: call.verificationId } as const;
  return { call, contacts: await atContacts(desk, leave) };
}
