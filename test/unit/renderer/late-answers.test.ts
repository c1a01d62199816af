import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SessionView } from '#shared/contract/session.contract.ts';
import type { Result } from '#shared/result.ts';

type Answer = (result: Result<unknown>) => void;
const waiting = new Map<string, Answer>();
const later = (channel: string) => () =>
  new Promise<Result<unknown>>((answer) => waiting.set(channel, answer));

// What a page has around it, with a preload that answers when the test says. React Aria, which looks
// at the page as it loads, has none.
await import('react-aria-components');
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
vi.stubGlobal('window', {
  desk: {
    approvals: { list: later('approvals.list') },
    import: { list: later('import.list') },
    mail: { list: later('mail.list'), settings: later('mail.settings') },
    session: { list: later('session.list') },
    staff: { list: later('staff.list') },
  },
});
const { setSession, useSessionStore } = await import('#renderer/features/session/session.store.ts');
const { loadApprovals, useApprovalsStore } = await import(
  '#renderer/features/approvals/approvals.store.ts'
);
const { loadRuns, useImports } = await import('#renderer/features/import/import.store.ts');
const { loadMail, useMail } = await import('#renderer/features/mail/mail.store.ts');
const { loadStaff, useStaffStore } = await import('#renderer/features/staff/staff.store.ts');
const { loadSignedIn, useSignedIn } = await import('#renderer/features/staff/signed-in.store.ts');

const lists = [
  {
    list: 'approvals',
    load: loadApprovals,
    answers: { 'approvals.list': { approvals: [] } },
    shown: () => useApprovalsStore.getState().approvals,
  },
  {
    list: 'imports',
    load: loadRuns,
    answers: { 'import.list': { runs: [] } },
    shown: () => useImports.getState().runs,
  },
  {
    list: 'mail',
    load: loadMail,
    answers: { 'mail.list': { mails: [], next: null }, 'mail.settings': { settings: null } },
    shown: () => useMail.getState().mails,
  },
  {
    list: 'staff',
    load: loadStaff,
    answers: { 'staff.list': { staff: [] } },
    shown: () => useStaffStore.getState().staff,
  },
  {
    list: 'sign-ins',
    load: loadSignedIn,
    answers: { 'session.list': { sessions: [] } },
    shown: () => useSignedIn.getState().sessions,
  },
] as const;

const colleague = (staffId: number, state: SessionView['state'] = 'active') =>
  ({ staffId, state, role: 'supervisor' }) as SessionView;

async function answered({ load, answers }: (typeof lists)[number], meanwhile: () => void) {
  const loaded = load();
  await vi.waitFor(() => expect([...waiting.keys()]).toEqual(Object.keys(answers)));
  meanwhile();
  for (const [channel, value] of Object.entries(answers))
    waiting.get(channel)?.({ ok: true, value });
  await loaded;
}

describe.each(lists)('the list of $list', (one) => {
  beforeEach(() => {
    waiting.clear();
    useSessionStore.setState({ session: undefined });
    setSession(colleague(1));
  });

  test('is shown to whoever asked for it', async () => {
    await answered(one, () => {});
    expect(one.shown()).toEqual([]);
    setSession(null);
    expect(one.shown()).toBeNull();
  });

  test('is not shown to the next person when its answer comes after the lock', async () => {
    await answered(one, () => {
      setSession(colleague(1, 'locked'));
      setSession(colleague(2));
    });
    expect(one.shown()).toBeNull();
  });
});
