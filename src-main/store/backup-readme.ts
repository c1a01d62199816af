/** What a person finds beside a backup, perhaps years later and without the program at hand. */
export function backupReadme(appVersion: string, now: number): string {
  return `A backup of a Countersign store
Made ${new Date(now).toISOString()} by Countersign ${appVersion}, and checked after it was made.

countersign.db   the whole store, encrypted
recovery.json    the keys of the store, sealed under its recovery key

To restore it
1. Make an empty folder on the computer that is to have the store.
2. Copy countersign.db and recovery.json into it.
3. Start Countersign with that folder as its data folder.
4. Give the recovery key when it asks: the 12 words that were shown once, when the store was set up.

Why the key itself is not here
The file or password store that opens Countersign without the words stays on its computer. If it
were in the backup, whoever came by the backup could read the store. So keep the 12 words in another
place than this folder: without them nobody can open it, and nobody can make them anew.
`;
}
