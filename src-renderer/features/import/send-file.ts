import { pieceBytes } from '#shared/contract/import.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { importStrings as words } from '../../strings/import.ts';

interface Sending {
  readonly file: File;
  readonly runId: number;
  /** How many pieces have come already. */
  readonly received: number;
  readonly onReceived: (pieces: number) => void;
  /** False once it is to stop. */
  readonly isWanted: () => boolean;
}

/**
 * Sends a file piece by piece, on from where it had stopped; the last piece that came is sent again,
 * since another file in its place is refused then. Null when it is all there, or no more wanted.
 */
export async function sendFile(sending: Sending): Promise<CallError | null> {
  const { file, runId, received } = sending;
  const pieces = Math.ceil(file.size / pieceBytes);
  for (let number = Math.max(0, received - 1); number < pieces; number++) {
    const data = await base64Of(file.slice(number * pieceBytes, (number + 1) * pieceBytes));
    if (!sending.isWanted()) return null;
    if (data === null) return { code: 'not_found', message: words.choose.gone };
    const answer = await desk.import.receive({ runId, number, data });
    if (!answer.ok) return answer.error;
    sending.onReceived(answer.value.received);
  }
  return null;
}

/** Null when the file was removed or changed since it was chosen. */
function base64Of(piece: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(piece);
  });
}
