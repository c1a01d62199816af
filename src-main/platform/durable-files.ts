import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rm, stat } from 'node:fs/promises';
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

/**
 * Makes a file that was not there, whole and durable, readable by its owner only. Returns false,
 * having changed nothing, when a file of that name is there. Never seen half-written.
 */
export async function writeNewDurably(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', ownerOnlyFile);
  try {
    await handle.writeFile(content);
    await handle.sync();
    return await linkNew(draft, file);
  } finally {
    await handle.close();
    await rm(draft, { force: true });
    await syncFolder(dirname(file));
  }
}

/** Gives a file a second name; returns false when that name is taken, and never replaces a file. */
export async function linkNew(existing: string, name: string): Promise<boolean> {
  try {
    await link(existing, name);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
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

/** A file's size in bytes, or null when there is none. */
export async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

/** Whether an error is the file system's: no room, no permission, no such folder. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
