import { create } from 'zustand';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { CallError, Result } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { renewResult } from './lookup.store.ts';

export interface AccountState {
  /** The account on screen. */
  readonly account: AccountView | null;
  /** The account asked for, while its data are on their way. */
  readonly awaitedId: number | null;
  readonly error: CallError | null;
  /** The contact that the look-up matched: the first guess at who is calling. */
  readonly likelyCallerId: number | null;
}

const empty: AccountState = { account: null, awaitedId: null, error: null, likelyCallerId: null };

export const useAccountStore = create<AccountState>(() => empty);
const { getState, setState } = useAccountStore;
let round = 0;

/** Opens an account (logged, and counted). True when it is on screen. */
export function openAccount(accountId: number, likelyCallerId: number | null): Promise<boolean> {
  setState({ likelyCallerId });
  return load(accountId, () => desk.accounts.open({ accountId }));
}

/** Shows an account opened before; opens it again when that was more than an hour ago. */
export function showAccount(accountId: number): Promise<boolean> {
  return load(accountId, async () => {
    const shown = await desk.accounts.view({ accountId });
    return !shown.ok && shown.error.code === 'not_found'
      ? desk.accounts.open({ accountId })
      : shown;
  });
}

/** Fetches the account on screen again: what may be seen of it has changed. */
export async function refreshAccount(accountId: number): Promise<void> {
  if (getState().account?.accountId !== accountId) return;
  const started = round;
  const result = await desk.accounts.view({ accountId });
  if (started !== round || !result.ok) return;
  setState({ account: result.value });
  renewResult(result.value);
}

/** Takes the account off the screen. */
export function clearAccount(): void {
  round += 1;
  setState(empty);
}

async function load(accountId: number, ask: () => Promise<Result<AccountView>>): Promise<boolean> {
  round += 1;
  const started = round;
  const { account } = getState();
  setState({
    account: account?.accountId === accountId ? account : null,
    awaitedId: accountId,
    error: null,
  });
  const result = await ask();
  if (started !== round) return false;
  if (!result.ok) {
    setState({ account: null, awaitedId: accountId, error: result.error });
    return false;
  }
  setState({ account: result.value, awaitedId: null });
  renewResult(result.value);
  return true;
}
