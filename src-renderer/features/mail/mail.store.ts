import { create } from 'zustand';
import type { MailSettingsView, MailView } from '#shared/contract/mail.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { onDeskLocked, onSessionEnded, sitting } from '../session/session.store.ts';

interface MailState {
  /** Newest first; null before the first answer. */
  readonly mails: readonly MailView[] | null;
  /** Where older mail begins; null when this is all. */
  readonly next: number | null;
  /** The server's settings; null for none yet, undefined before they are known. */
  readonly settings: MailSettingsView | null | undefined;
  readonly error: CallError | null;
}

const nothing: MailState = { mails: null, next: null, settings: undefined, error: null };

export const useMail = create<MailState>(() => nothing);
const { setState, getState } = useMail;

/**
 * Loads the newest mail and the settings again; what is shown stays until the answer is there, and
 * older pages that were loaded stay below it.
 */
export async function loadMail(): Promise<void> {
  const holds = sitting();
  const [list, settings] = await Promise.all([
    desk.mail.list({ before: null }),
    desk.mail.settings({}),
  ]);
  if (!holds()) return;
  if (!list.ok) return setState({ error: list.error });
  if (!settings.ok) return setState({ error: settings.error });
  const { mails, next } = list.value;
  const shown = getState();
  // Where the page does not reach what is shown, there may be mail in between.
  const met = shown.mails?.findIndex(({ mailId }) => mailId === next) ?? -1;
  const older = met < 0 ? [] : (shown.mails ?? []).slice(met + 1);
  setState({
    mails: [...mails, ...older],
    next: older.length > 0 ? shown.next : next,
    settings: settings.value.settings,
    error: null,
  });
}

/** Adds the page of mail that is older than what is shown. */
export async function loadOlderMail(): Promise<void> {
  const holds = sitting();
  const { next: before, mails } = getState();
  if (before === null || mails === null) return;
  const older = await desk.mail.list({ before });
  if (!holds()) return;
  if (!older.ok) return setState({ error: older.error });
  // A page that comes when the list was loaded anew meanwhile belongs nowhere.
  if (getState().mails === mails)
    setState({ mails: [...mails, ...older.value.mails], next: older.value.next });
}

export function putSettings(settings: MailSettingsView): void {
  setState({ settings });
}

const forget = () => setState(nothing);
onDeskLocked(forget);
onSessionEnded(forget);
