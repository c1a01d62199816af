import { beforeEach, expect, test, vi } from 'vitest';
import type { SessionView } from '#shared/contract/session.contract.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import type { Result } from '#shared/result.ts';

let answer: (result: Result<unknown>) => void = () => {};
const later = () => new Promise<Result<unknown>>((resolve) => (answer = resolve));

// What a page has around it, with a preload that answers when the test says. React Aria, which looks
// at the page as it loads, has none.
await import('react-aria-components');
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
vi.stubGlobal('window', {
  desk: {
    verification: { attempt: later, begin: later, listOpen: later, view: later },
  },
});
const { setSession, useSessionStore } = await import('#renderer/features/session/session.store.ts');
const { putCall, useCallsStore } = await import('#renderer/features/verification/calls.store.ts');
const { setDraft, useDraftStore } = await import('#renderer/features/verification/drafts.store.ts');
const { beginCall, checkCode, resumeCalls } = await import(
  '#renderer/features/verification/call-actions.ts'
);
await import('#renderer/features/verification/desk-memory.ts');

const colleague = (staffId: number, state: SessionView['state'] = 'active') =>
  ({ staffId, state, role: 'agent' }) as SessionView;
const call = {
  ...{
    verificationId: 7,
    accountId: 3,
    contactId: 4,
    contactName: 'Anna Larsen',
    channel: 'phone',
  },
  ...{ attemptsUsed: 0, throttle: { kind: 'free', triesLeft: 3 }, verdict: null, endedAt: null },
} as unknown as VerificationView;
const code = 'purple kites over Oslo';
const lost = { ok: false, error: { code: 'server_away', message: 'No answer' } } as const;
beforeEach(() => {
  useSessionStore.setState({ session: undefined });
  setSession(colleague(1));
  useCallsStore.setState({ calls: [], activity: {}, activeId: null });
});

const goesOn = [call];
test.each([
  {
    how: 'that begins',
    calls: [],
    ask: () => beginCall({ accountId: 3, contactId: 4, channel: 'phone', requestId: 'general' }),
    value: call,
  },
  { how: 'whose code is checked', calls: goesOn, ask: () => checkCode(7, false), value: call },
  { how: 'that goes on', calls: [], ask: resumeCalls, value: { verifications: [call] } },
])('a call $how is not shown to the next person when its answer is late', async (one) => {
  for (const known of one.calls) putCall(known);
  const asked = one.ask();
  setSession(null);
  setSession(colleague(2));
  answer({ ok: true, value: one.value });
  await asked;
  const { calls, activity, ended } = useCallsStore.getState();
  expect({ calls, activity, ended }).toEqual({ calls: [], activity: {}, ended: null });
});

test('a code that could not be checked is put back, but not on a desk that was locked meanwhile', async () => {
  putCall(call);
  for (const [meanwhile, kept] of [
    [() => {}, { 7: code }],
    [() => setSession(colleague(1, 'locked')), {}],
  ] as const) {
    setDraft(7, code);
    const checked = checkCode(7, false);
    meanwhile();
    answer(lost);
    await vi.waitFor(() => expect(useCallsStore.getState().activity[7]?.error).not.toBeNull());
    expect(useDraftStore.getState().drafts).toEqual(kept);
    answer(lost);
    await checked;
  }
});
