import { demo } from '../demo-people.ts';
import type { ServedTeam } from '../doors/served-team.ts';
import { must, openAccount } from '../test-desk.ts';
import { networkDesk } from './network-desk.ts';

/** As many as one call has. */
const wrongCodes = ['no such code', 'nor this one', 'and not this one'];

/**
 * Another desk of an agent who works on chat, where codes of one caller after the other do not
 * match until no more are checked (`limit_reached`). It goes when that is so.
 */
export async function failUntilLimit(
  { address, certificate }: Pick<ServedTeam, 'address' | 'certificate'>,
  person: { readonly username: string; readonly password: string },
): Promise<void> {
  const another = networkDesk([`https://${address}`], certificate);
  const [desk] = another.by;
  if (!desk) throw new Error('No such server');
  await another.signIn(person);
  for (const caller of demo.manyContacts) {
    const { account, contact } = await openAccount(desk, caller.clientId);
    const { verificationId } = must(
      await desk.verification.begin({
        accountId: account.accountId,
        contactId: contact(caller.name).contactId,
        ...{ channel: 'chat', requestId: 'technical-support' },
      }),
    );
    for (const code of wrongCodes) {
      const tried = await desk.verification.attempt({ verificationId, code, pasted: false });
      if (!tried.ok && tried.error.code === 'limit_reached') {
        must(await desk.session.signOut({}));
        return another.close();
      }
      must(tried);
    }
    must(await desk.verification.end({ verificationId }));
  }
  throw new Error(`${demo.manyContacts.length} callers were not enough to reach the limit`);
}
