import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Only the owner reads and writes: files with secrets and personal data, and their folders. */
export const ownerOnlyFile = 0o600;
export const ownerOnlyFolder = 0o700;

/** Waits until a file's content is on the disk. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await syncAndClose(handle);
}

/**
 * Waits until a folder's entries are on the disk: without it a new or renamed file may be gone
 * after a power cut. Windows can't open folders and keeps its entries in a journal of its own.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await syncAndClose(await open(folder, 'r'));
}

/** Replaces a file whole, or leaves it as it was, readable by its owner only, and durable. */
export async function writeDurably(file: string, content: string): Promise<void> {
  await writeFileAtomic(file, content, { mode: ownerOnlyFile, fsync: true });
  await syncFolder(dirname(file));
}

async function syncAndClose(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
