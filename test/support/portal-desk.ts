import { onTestFinished } from 'vitest';
import type { Desk } from '#shared/contract/index.ts';
import { beginCall, newDesk } from './call-desk.ts';
import { demo } from './demo-people.ts';
import { codeShape } from './portal-code.ts';
import { must, openStoreOf, operatorDesk } from './test-desk.ts';

const { anna } = demo.larsen;

export const goodPassword = 'Y? Cuz I Reelee lik it';

/** A desk in a verified call of Anna's, with the operator whom the Portal's server is beside it. */
export async function newPortalDesk(requestId = 'start-password-reset') {
  const room = await newDesk();
  const opened = await openStoreOf(room.folder);
  onTestFinished(() => opened.close());
  const call = await beginCall(room.desk, { contact: anna.name, requestId });
  await call.say(anna.code);
  const { accountId } = call.account;
  const leave = { by: 'call' as const, verificationId: call.verificationId };
  const { store } = opened;
  const account = await store
    .selectFrom('account')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const operator = operatorDesk(room.backend);
  const { mail } = room.supervisor.desk;
  const startReset = (named: Parameters<Desk['portal']['startReset']>[0]['named']) =>
    room.desk.portal.startReset({ accountId, named, leave });
  return {
    ...room,
    store,
    account,
    accountId,
    leave,
    operator,
    startReset,
    /** Starts a reset by the right username; the code that is mailed. */
    resetCode: async () => {
      must(await startReset({ by: 'username', username: account.username }));
      return newestCode(mail);
    },
    /** Whether that code sets a password. */
    redeem: async (code: string, password = goodPassword) =>
      must(await operator.portal.redeem({ code, password })).kind,
    check: async (name: string, password: string) =>
      must(await operator.portal.checkPassword({ name, password })),
    /** Changes the account as no use case does. */
    alter: (changed: Partial<{ status: 'closed' | 'suspended'; email: string }>) =>
      store
        .updateTable('account')
        .set(changed as never)
        .where('id', '=', accountId)
        .execute(),
    recorded: async (action: string) =>
      (
        await store
          .selectFrom('audit_log')
          .select(['action', 'details'])
          .where('action', '=', action as never)
          .orderBy('seq')
          .execute()
      ).map(({ details }) => JSON.parse(details)),
  };
}

/** The code in the newest mail that is held. */
export async function newestCode(mail: Desk['mail']): Promise<string> {
  const { mails } = must(await mail.list({ before: null }));
  const mailId = mails[0]?.mailId ?? 0;
  const { text } = must(await mail.read({ mailId, reason: 'Read out to the client' }));
  return codeShape.exec(text)?.[0] ?? '';
}
