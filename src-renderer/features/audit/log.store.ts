import { create } from 'zustand';
import type { AuditCheck, AuditEntry, AuditFilter } from '#shared/contract/audit.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { onDeskLocked, onSessionEnded } from '../session/session.store.ts';

/** Records fetched at a time. */
const pageSize = 100;

export interface LogState {
  readonly filter: AuditFilter;
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Where the next older page begins; null: there is none. */
  readonly next: number | null;
  readonly loading: boolean;
  readonly error: CallError | null;
  /** The record on the side. */
  readonly chosen: AuditEntry | null;
  /** The story of the chosen record's call, oldest first. */
  readonly story: readonly AuditEntry[] | null;
  readonly storyError: CallError | null;
  readonly check: AuditCheck | null;
}

const empty: LogState = {
  filter: {},
  entries: [],
  next: null,
  loading: false,
  error: null,
  chosen: null,
  story: null,
  storyError: null,
  check: null,
};

export const useLogStore = create<LogState>(() => empty);
const { getState, setState } = useLogStore;
let round = 0;

/** Fetches the newest records that pass the filter, in place of those shown. */
export async function loadLog(filter: AuditFilter = getState().filter): Promise<void> {
  round += 1;
  setState({ filter, entries: [], next: null, error: null });
  await loadPage(null);
}

/** Fetches the next older page, unless one is on its way or there is none. */
export async function loadOlder(): Promise<void> {
  const { next, loading, error } = getState();
  if (next !== null && !loading && error === null) await loadPage(next);
}

async function loadPage(before: number | null): Promise<void> {
  const started = round;
  setState({ loading: true });
  const { filter } = getState();
  const result = await desk.audit.list({ filter, before, limit: pageSize });
  if (started !== round) return;
  if (!result.ok) {
    setState({ loading: false, error: result.error });
    return;
  }
  const { entries, next } = result.value;
  setState((state) => ({ loading: false, next, entries: [...state.entries, ...entries] }));
}

/** Puts a record on the side, with the story of its call if it belongs to one. */
export async function chooseEntry(chosen: AuditEntry | null): Promise<void> {
  setState({ chosen, story: null, storyError: null });
  const verificationId = chosen?.verificationId ?? null;
  if (verificationId === null) return;
  const result = await desk.audit.story({ verificationId });
  if (getState().chosen !== chosen) return;
  if (result.ok) setState({ story: result.value.entries });
  else setState({ storyError: result.error });
}

/** Keeps what checking the whole chain came to. */
export function showCheck(check: AuditCheck): void {
  setState({ check });
}

export function dismissCheck(): void {
  setState({ check: null });
}

function forgetLog(): void {
  round += 1;
  setState(empty);
}

onDeskLocked(forgetLog);
onSessionEnded(forgetLog);
