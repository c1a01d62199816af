import { create } from 'zustand';
import {
  type ImportState,
  type ImportView,
  mostBytes,
  pieceBytes,
} from '#shared/contract/import.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { sizeWords, importStrings as words } from '../../strings/import.ts';
import { onSessionEnded, sitting } from '../session/session.store.ts';
import { sendFile } from './send-file.ts';

/** A file that this screen sends, or has sent; its name is known here alone. */
interface Sent {
  readonly runId: number;
  readonly file: File;
  /** Why it stopped; null: it goes on, or is all there. */
  readonly error: CallError | null;
}

interface ImportsState {
  /** Newest first; null before the first answer. */
  readonly runs: readonly ImportView[] | null;
  /** The run whose page is up; null: the list. */
  readonly shownId: number | null;
  readonly sent: Sent | null;
  readonly error: CallError | null;
}

const nothing: ImportsState = { runs: null, shownId: null, sent: null, error: null };

export const useImports = create<ImportsState>(() => nothing);
const { setState, getState } = useImports;

const over: readonly ImportState[] = ['applied', 'undone', 'cancelled', 'failed'];

/** Whether the run goes on, or waits for somebody. There is one such run at most. */
export const isUnderWay = ({ state }: ImportView) => !over.includes(state);

/** How much of a file that many pieces are. */
export const receivedBytes = (pieces: number, bytes: number) =>
  Math.min(pieces * pieceBytes, bytes);

/** Loads the runs; at first the one that is under way comes up, whoever began it. */
export async function loadRuns(): Promise<void> {
  const holds = sitting();
  const answer = await desk.import.list({});
  if (!holds()) return;
  if (!answer.ok) return setState({ error: answer.error });
  const { runs } = answer.value;
  const first = getState().runs === null;
  const shownId = first ? (runs.find(isUnderWay)?.runId ?? null) : getState().shownId;
  setState({ runs, shownId, error: null });
}

/** Looks again how far a run is. */
export async function loadRun(runId: number): Promise<void> {
  const holds = sitting();
  const answer = await desk.import.view({ runId });
  if (answer.ok && holds()) putRun(answer.value);
}

/** Takes in what a call said of a run; of nothing where the list is gone with whoever looked at it. */
export function putRun(run: ImportView): void {
  const { runs } = getState();
  if (runs === null) return;
  const isKnown = runs.some(({ runId }) => runId === run.runId);
  setState({
    runs: isKnown ? runs.map((one) => (one.runId === run.runId ? run : one)) : [run, ...runs],
  });
}

export function showRun(shownId: number | null): void {
  setState({ shownId, error: null });
}

/** Begins an import with a file, and sends it. */
export async function importFile(file: File): Promise<void> {
  const wrong = unfit(file);
  if (wrong) return setState({ error: { code: 'invalid_input', message: wrong } });
  const holds = sitting();
  const answer = await desk.import.begin({ bytes: file.size });
  if (!holds()) return;
  if (!answer.ok) return setState({ error: answer.error });
  putRun(answer.value);
  showRun(answer.value.runId);
  await send(answer.value, file);
}

/** Goes on with a file that has come in part. */
export async function goOnWith(run: ImportView, file: File): Promise<void> {
  if (file.size === run.bytes) return send(run, file);
  const error = { code: 'invalid_input', message: words.choose.otherSize } as const;
  setState({ sent: { runId: run.runId, file, error } });
}

async function send({ runId, received }: ImportView, file: File): Promise<void> {
  const own: Sent = { runId, file, error: null };
  setState({ sent: own });
  const isWanted = () => getState().sent === own;
  const onReceived = (pieces: number) => {
    const run = getState().runs?.find((one) => one.runId === runId);
    if (run) putRun({ ...run, received: pieces });
  };
  const error = await sendFile({ file, runId, received, onReceived, isWanted });
  if (isWanted() && error) setState({ sent: { ...own, error } });
}

/** Gives up sending; what has come stays until the run is cancelled. */
export function stopSending(): void {
  setState({ sent: null });
}

function unfit({ size }: File): string | null {
  if (size === 0) return words.choose.empty;
  return size > mostBytes ? words.choose.tooLarge(sizeWords(mostBytes)) : null;
}

onSessionEnded(() => setState(nothing));
