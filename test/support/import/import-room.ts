import { onTestFinished } from 'vitest';
import { newDesk } from '../call-desk.ts';
import { contentOf } from './accounts-content.ts';
import { filesAt, importWorkers, workOff } from './import-work.ts';

/** A desk on demo data, with what an import takes, its work done when the test says so. */
export async function newImportRoom() {
  const desk = await newDesk();
  const workers = await importWorkers(desk.folder, desk.clock);
  onTestFinished(() => workers.close());
  const files = filesAt(desk.supervisor.desk);
  const work = () => workOff(workers.importing);
  return {
    ...desk,
    store: workers.store,
    files,
    work,
    hashCodes: () => workOff(workers.hashing),
    importing: workers.importing,
    /** One batch of what there is to do. */
    batch: () => workers.importing.step(),
    /** A file as far as its dry run. */
    dryRun: async (text: string) => {
      const runId = await files.send(text);
      await files.read(runId);
      await work();
      return files.view(runId);
    },
    /** A whole file, applied. */
    take: async (text: string) => {
      const runId = await files.send(text);
      await files.read(runId);
      await work();
      await files.apply(runId);
      await work();
      return files.view(runId);
    },
    newestClientId: async () => {
      const { client_id } = await workers.store
        .selectFrom('account')
        .select('client_id')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return Number(client_id);
    },
    /** Everything that look-up, the desk and the codes hold of accounts, in one text to compare. */
    accounts: () => contentOf(workers.store),
  };
}
