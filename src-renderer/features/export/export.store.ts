import { create } from 'zustand';
import type { ExportedPage, ExportFormat } from '#shared/contract/accounts-export.contract.ts';
import type { CallError, Result } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { exportStrings as words } from '../../strings/export.ts';
import { announce } from '../../ui/messages.store.ts';
import { onDeskLocked, onSessionEnded } from '../session/session.store.ts';

type ExportState =
  | { readonly kind: 'none'; readonly error: CallError | null }
  | { readonly kind: 'running'; readonly done: number; readonly of: number | null }
  | {
      readonly kind: 'ready';
      readonly accounts: number;
      readonly file: Blob;
      readonly name: string;
    };

const none: ExportState = { kind: 'none', error: null };

/** The export that is under way, or waits to be saved. It goes on while another screen is up. */
export const useExport = create<{ readonly state: ExportState }>(() => ({ state: none }));

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/jsonl;charset=utf-8',
};

/** Which export is the newest: pages of one that was given up belong nowhere. */
let newest = 0;

/** Fetches all accounts, page by page, and keeps them ready to be saved. */
export async function beginExport(format: ExportFormat, reason: string): Promise<void> {
  newest += 1;
  const own = newest;
  put({ kind: 'running', done: 0, of: null });
  // The browser takes the pages out of this program's memory, and puts many on the disk.
  const pages: Blob[] = [];
  let done = 0;
  let answer: Result<ExportedPage> = await desk.accounts.export({ page: 'first', format, reason });
  while (own === newest) {
    if (!answer.ok) return put({ kind: 'none', error: answer.error });
    const { text, accounts, of, next } = answer.value;
    pages.push(new Blob([text]));
    done += accounts;
    if (next === null) {
      announce(words.ready(done));
      const file = new Blob(pages, { type: types[format] });
      return put({ kind: 'ready', accounts: done, file, name: fileName(format) });
    }
    put({ kind: 'running', done, of });
    answer = await desk.accounts.export({ page: 'next', next });
  }
}

/** Gives an export up, and forgets what there is of it. */
export function forgetExport(): void {
  newest += 1;
  put(none);
}

function put(state: ExportState): void {
  useExport.setState({ state });
}

/** By the day of this computer, as people name files. */
function fileName(format: ExportFormat): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `countersign-accounts-${day}.${format}`;
}

onDeskLocked(forgetExport);
onSessionEnded(forgetExport);
