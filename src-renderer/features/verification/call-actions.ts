import type { WorkChannel } from '#shared/contract/fields.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import type { ErrorCode, Result } from '#shared/result.ts';
import { isUndecided } from '#shared/rules/undecided.ts';
import { desk } from '../../bridge/desk.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { serverNow } from '../../ui/server-time.ts';
import {
  clearAccount,
  openAccount,
  refreshAccount,
  showAccount,
} from '../accounts/account.store.ts';
import { clearLookup } from '../accounts/lookup.store.ts';
import { sameSignIn, sitting } from '../session/session.store.ts';
import { mayTry, phaseOf } from './call-phase.ts';
import {
  callOnAccount,
  findCall,
  idleActivity,
  patchActivity,
  putCall,
  useCallsStore,
} from './calls.store.ts';
import { focusPlace } from './desk-focus.ts';
import { setDraft, takeDraft, wipeDraft } from './drafts.store.ts';
import { chooseRequest } from './intake.store.ts';

const { getState, setState } = useCallsStore;

/** Opens an account from the results. If a call is in progress on it, that call comes on screen. */
export async function openFromResult(accountId: number, contactId: number | null): Promise<void> {
  const inProgress = callOnAccount(accountId);
  if (inProgress) {
    await activateCall(inProgress.verificationId);
    return;
  }
  if (await openAlone(accountId, contactId)) focusPlace('caller');
}

/** Opens an account on which no call is in progress; calls on others stay in the bar. */
export function openAlone(accountId: number, contactId: number | null): Promise<boolean> {
  setState({ activeId: null, beginError: null, ended: null });
  return openAccount(accountId, contactId);
}

export interface CallBeginning {
  readonly accountId: number;
  /** Null: somebody who is not on the account. */
  readonly contactId: number | null;
  readonly channel: WorkChannel;
  readonly requestId: string;
}

/**
 * Begins a call with a caller. A call in progress on the same account ends first: one account has
 * one caller at a time, and the panel says what became of the other.
 */
export async function beginCall(beginning: CallBeginning): Promise<void> {
  if (getState().beginning) return;
  const isTheirs = sameSignIn();
  const before = callOnAccount(beginning.accountId);
  if (before?.contactId === beginning.contactId) {
    focusPlace('code');
    return;
  }
  setState({ beginning: true, beginError: null, ended: null });
  if (before) {
    const ended = await desk.verification.end({ verificationId: before.verificationId });
    if (!isTheirs()) return;
    if (!ended.ok) {
      setState({ beginning: false, beginError: ended.error });
      return;
    }
    forget(ended.value);
  }
  const result = await desk.verification.begin(beginning);
  if (!isTheirs()) return;
  setState({ beginning: false });
  if (!result.ok) {
    setState({ beginError: result.error });
    return;
  }
  const call = result.value;
  putCall(call);
  patchActivity(call.verificationId, { notice: before ? whatBecameOf(before) : null });
  setState({ activeId: call.verificationId });
  if (before?.verdict?.kind === 'verified') void refreshAccount(call.accountId);
  focusPlace(call.throttle.kind === 'free' ? 'code' : 'verdict');
}

function whatBecameOf(before: VerificationView): string | null {
  const who = before.contactName ?? words.somebodyElse;
  if (before.verdict?.kind === 'verified') return words.replacedVerified(who);
  return before.attemptsUsed > 0 ? words.replaced(who, before.attemptsUsed) : null;
}

/** Changes what the caller asks for; the answer on screen follows. */
export async function changeRequest(verificationId: number, requestId: string): Promise<void> {
  const result = await desk.verification.changeRequest({ verificationId, requestId });
  if (settle(verificationId, result)) chooseRequest(requestId);
}

/**
 * Checks what is typed or pasted in a call's code field. The field is empty from then on, unless
 * nothing was checked: then the code is put back, so that it need not be asked for again.
 */
export async function checkCode(verificationId: number, pasted: boolean): Promise<void> {
  if (getState().activity[verificationId]?.checking) return;
  const code = takeDraft(verificationId);
  const attemptsUsed = findCall(verificationId)?.attemptsUsed;
  const holds = sitting();
  patchActivity(verificationId, { checking: true, error: null, notice: null, decided: null });
  const result = await desk.verification.attempt({ verificationId, code, pasted, attemptsUsed });
  if (!findCall(verificationId)) return;
  patchActivity(verificationId, { checking: false });
  if (!settle(verificationId, result)) {
    const kept = !result.ok && holds() && mayKeepDraft(result.error.code);
    if (kept) setDraft(verificationId, code);
    if (!result.ok && result.error.code !== 'session_locked') await refreshCall(verificationId);
    if (!result.ok && result.error.code === 'conflict')
      await showFirstSending(verificationId, attemptsUsed);
    return;
  }
  const call = findCall(verificationId);
  if (!call) return;
  if (call.verdict?.kind === 'verified') await refreshAccount(call.accountId);
  if (getState().activeId !== verificationId) return;
  if (!mayTry(phaseOf(call, serverNow()))) focusPlace('verdict');
}

/** The code had arrived before, by a sending that had no answer: what came of that is the answer. */
async function showFirstSending(verificationId: number, attemptsUsed = 0): Promise<void> {
  const call = findCall(verificationId);
  if (!call || call.attemptsUsed <= attemptsUsed) return;
  patchActivity(verificationId, { error: null, notice: words.checkedMeanwhile });
  if (call.verdict?.kind === 'verified') await refreshAccount(call.accountId);
}

/** Whether the same code may be sent again. A lock wipes everything typed. */
function mayKeepDraft(code: ErrorCode): boolean {
  return code === 'limit_reached' || isUndecided(code);
}

/** Ends a call. What it left on screen goes with it, and the next caller can be looked up. */
export async function endCall(verificationId: number): Promise<void> {
  const result = await desk.verification.end({ verificationId });
  if (!settle(verificationId, result) || !result.ok) return;
  const call = result.value;
  const onScreen = getState().activeId === verificationId;
  forget(call);
  if (!onScreen) return;
  setState({
    ended: {
      channel: call.channel,
      contactName: call.contactName,
      lastedMs: (call.endedAt ?? serverNow()) - call.openedAt,
    },
  });
  nextCaller();
}

/** Ends a call whose grant is over and begins another with the same caller and request. */
export async function verifyAgain(call: VerificationView): Promise<void> {
  const { verificationId, accountId, contactId, channel, requestId } = call;
  const result = await desk.verification.end({ verificationId });
  if (!settle(verificationId, result) || !result.ok) return;
  forget(result.value);
  if (!(await showAccount(accountId))) return;
  await beginCall({ accountId, contactId, channel, requestId });
}

/** Clears the desk for the next caller; calls in progress stay in the bar. */
export function nextCaller(): void {
  setState({ activeId: null, beginError: null });
  clearAccount();
  clearLookup();
  focusPlace('lookup');
}

/** Brings a call in progress on screen, with its account. */
export async function activateCall(verificationId: number): Promise<void> {
  const call = findCall(verificationId);
  if (!call) return;
  setState({ activeId: verificationId, beginError: null, ended: null });
  focusPlace(call.verdict?.kind === 'verified' ? 'verdict' : 'code');
  await showAccount(call.accountId);
  await refreshCall(verificationId);
}

/** Fetches a call as it stands now; a reply that something newer has overtaken is dropped. */
export async function refreshCall(verificationId: number): Promise<void> {
  const before = findCall(verificationId);
  const result = await desk.verification.view({ verificationId });
  if (!result.ok || before !== findCall(verificationId)) return;
  if (getState().activity[verificationId]?.checking) return;
  putCall(result.value);
  if (before?.enableRequested && !result.value.enableRequested) {
    const { throttle, codeDisabled } = result.value;
    const stays = throttle.kind === 'disabled' || codeDisabled;
    patchActivity(verificationId, { decided: stays ? 'refused' : 'enabled' });
  }
}

/**
 * After the backend was away: the calls as they stand. A check whose answer was lost may have been
 * made all the same; then its code is not kept to be sent again.
 */
export async function catchUpWithCalls(): Promise<void> {
  const unanswered = getState().calls.filter(({ verificationId }) => {
    const { error } = getState().activity[verificationId] ?? idleActivity;
    return error !== null && isUndecided(error.code);
  });
  await resumeCalls();
  for (const { verificationId, attemptsUsed } of unanswered) {
    const now = findCall(verificationId);
    if (!now) continue;
    const checked = now.attemptsUsed > attemptsUsed;
    if (checked) wipeDraft(verificationId);
    const notice = checked ? words.checkedMeanwhile : null;
    patchActivity(verificationId, { error: null, notice });
  }
}

/** Fetches the calls in progress: after sign-in, a reload, or an unlock. */
export async function resumeCalls(): Promise<void> {
  const isTheirs = sameSignIn();
  const result = await desk.verification.listOpen({});
  if (!result.ok || !isTheirs()) return;
  const { activeId } = getState();
  const calls = result.value.verifications;
  setState({ calls });
  const active = calls.find(({ verificationId }) => verificationId === activeId);
  if (active) await activateCall(active.verificationId);
  else if (activeId !== null) setState({ activeId: null });
}

/** Takes in what was answered of a call; of nothing where the call is gone with whoever had it. */
function settle(verificationId: number, result: Result<VerificationView>): boolean {
  if (!findCall(verificationId)) return false;
  if (result.ok) {
    putCall(result.value);
    patchActivity(verificationId, { error: null });
    return true;
  }
  patchActivity(verificationId, { error: result.error });
  return false;
}

function forget(call: VerificationView): void {
  wipeDraft(call.verificationId);
  putCall(call);
  setState(({ activity }) => {
    const { [call.verificationId]: _gone, ...rest } = activity;
    return { activity: rest };
  });
}
