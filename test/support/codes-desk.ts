import type { Leave } from '#shared/contract/leave.ts';
import type { beginCall, newDesk } from './call-desk.ts';
import { demo } from './demo-people.ts';
import { must, openAccount } from './test-desk.ts';

type DeskOfTest = Awaited<ReturnType<typeof newDesk>>;
type CallOfTest = Awaited<ReturnType<typeof beginCall>>;

export const byReason = {
  by: 'reason',
  reason: 'The client wrote a signed letter',
} as const satisfies Leave;

/** A supervisor at Larsen's codes; the functions are what they then do, by their own reason. */
export async function atCodes({ desk }: DeskOfTest['supervisor'], leave: Leave = byReason) {
  const { account, contact } = await openAccount(desk, demo.larsen.clientId);
  const { accountId } = account;
  const idOf = (name: string | null) => (name === null ? null : contact(name).contactId);
  const view = async () => must(await desk.codes.view({ accountId }));
  const changing = async (name: string | null) => {
    const { version } = await view();
    return { accountId, contactId: idOf(name), leave, version };
  };
  const setting = async (name: string | null, code: string) => ({
    ...(await changing(name)),
    ...{ code, repeated: code, ticket: null },
  });
  return {
    accountId,
    idOf,
    view,
    changing,
    setting,
    /** Sets a contact's own code, or (null) the main code. */
    set: async (name: string | null, code: string) =>
      must(await desk.codes.set(await setting(name, code))),
    /** The same, as a result that may be an error. */
    trySet: async (name: string | null, code: string) => desk.codes.set(await setting(name, code)),
  };
}

/** Has a number on record called back, and a supervisor approve a request for the caller. */
export async function approve(
  { desk, supervisor }: Pick<DeskOfTest, 'desk' | 'supervisor'>,
  { verificationId }: Pick<CallOfTest, 'verificationId'>,
  requestId?: string,
): Promise<number> {
  const subject = { verificationId, ...(requestId === undefined ? {} : { requestId }) };
  const { numbers } = must(await desk.approvals.callBackNumbers(subject));
  const calledBack = numbers[0]?.source ?? 'account';
  const { approvalId } = must(await desk.approvals.ask({ ...subject, calledBack }));
  const decision = { approvalId, decision: 'approve', reason: 'Reached on record' } as const;
  must(await supervisor.desk.approvals.decide(decision));
  return approvalId;
}
