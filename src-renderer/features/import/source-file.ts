import { sitting } from '../session/session.store.ts';

/** What Chromium has beyond the DOM's own types: a file that somebody picks can be deleted. */
interface PickedFile extends FileSystemFileHandle {
  requestPermission(wanted: { mode: 'readwrite' }): Promise<PermissionState>;
  remove(): Promise<void>;
}

interface FilePicker {
  /** Rejects with an `AbortError` when nothing is picked. */
  showOpenFilePicker?: () => Promise<PickedFile[]>;
}

/** `unpicked`: the person let it be; `other`: it is another file, or not as it was. */
export type Deletion = 'deleted' | 'unpicked' | 'other' | 'failed';

/** So much of two files is compared at once, in bytes. */
const comparedAtOnce = 1_048_576;

/** Whether a page can delete a file here: in browsers built on Chromium and on the desktop. */
export function canDeleteFiles(): boolean {
  return picker().showOpenFilePicker !== undefined && 'remove' in FileSystemFileHandle.prototype;
}

/**
 * Has the person pick the file once more, for a page knows of no file where it lies, and deletes it if
 * it is the very one, byte by byte. It does not go into the wastebasket.
 */
export async function deleteSource(file: File): Promise<Deletion> {
  const holds = sitting();
  try {
    const picked = (await picker().showOpenFilePicker?.())?.[0];
    if (!picked) return 'failed';
    if ((await picked.requestPermission({ mode: 'readwrite' })) !== 'granted') return 'failed';
    if (!(await isSame(file, await picked.getFile()))) return 'other';
    // Nobody is at the desk any more who could have meant it.
    if (!holds()) return 'unpicked';
    await picked.remove();
    return 'deleted';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'unpicked' : 'failed';
  }
}

const picker = () => window as FilePicker;

async function isSame(one: File, other: File): Promise<boolean> {
  if (one.size !== other.size) return false;
  for (let at = 0; at < one.size; at += comparedAtOnce) {
    const [mine, theirs] = await Promise.all([bytesFrom(one, at), bytesFrom(other, at)]);
    if (mine === null || theirs === null || !mine.every((byte, place) => byte === theirs[place]))
      return false;
  }
  return true;
}

/** Null: the file was changed or is gone. */
async function bytesFrom(file: File, at: number): Promise<Uint8Array | null> {
  const buffer = await file
    .slice(at, at + comparedAtOnce)
    .arrayBuffer()
    .catch(() => null);
  return buffer && new Uint8Array(buffer);
}
