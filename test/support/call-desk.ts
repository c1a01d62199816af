import { onTestFinished } from 'vitest';
import type { Desk } from '#shared/contract/index.ts';
import type { Verdict } from '#shared/contract/verification.contract.ts';
import { demo } from './demo-people.ts';
import { removeTestFolder } from './postgres/team-folder.ts';
import {
  demoFolder,
  KeptLog,
  must,
  openAccount,
  openBackend,
  signIn,
  TestClock,
  testHashCost,
} from './test-desk.ts';

/** A desk on demo data with a clock of the test's own; closed and removed when the test ends. */
export async function newDesk({ hashCost = testHashCost } = {}) {
  const folder = await demoFolder();
  const clock = new TestClock();
  const log = new KeptLog();
  const backend = await openBackend(folder, { clock, hashCost, logger: log });
  onTestFinished(async () => {
    await backend.close();
    await removeTestFolder(folder);
  });
  const agent = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
  const supervisor = await signIn(backend, demo.supervisor.username, demo.supervisor.password);
  /** Another program on the same store, as a team's second server is; closed when the test ends. */
  const another = async () => {
    const second = await openBackend(folder, { clock, hashCost, logger: log });
    onTestFinished(() => second.close());
    return second;
  };
  return { folder, clock, log, backend, agent, supervisor, desk: agent.desk, another };
}

interface CallOptions {
  readonly clientId?: string;
  /** A name on the account; null: somebody who is not on it. */
  readonly contact: string | null;
  readonly channel?: 'phone' | 'chat';
  readonly requestId?: string;
}

/** Opens the account and begins a verification; the functions are what an agent then does. */
export async function beginCall(desk: Desk, options: CallOptions) {
  const { account, contact } = await openAccount(desk, options.clientId ?? demo.larsen.clientId);
  const contactId = options.contact === null ? null : contact(options.contact).contactId;
  const begun = must(
    await desk.verification.begin({
      accountId: account.accountId,
      contactId,
      channel: options.channel ?? 'phone',
      requestId: options.requestId ?? 'technical-support',
    }),
  );
  const { verificationId } = begun;
  return {
    account,
    contactId,
    begun,
    verificationId,
    say: async (code: string, pasted = false) =>
      must(await desk.verification.attempt({ verificationId, code, pasted })),
    view: async () => must(await desk.verification.view({ verificationId })),
    end: async () => must(await desk.verification.end({ verificationId })),
  };
}

/** The verdict's kind, for short comparisons. */
export function kindOf(view: { readonly verdict: Verdict | null }): Verdict['kind'] | null {
  return view.verdict?.kind ?? null;
}
