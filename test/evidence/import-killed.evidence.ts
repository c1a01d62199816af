import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportState } from '#shared/contract/import.contract.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { contentOf } from '../support/import/accounts-content.ts';
import { csv, person } from '../support/import/files.ts';
import { filesAt } from '../support/import/import-work.ts';
import { removeTestFolder } from '../support/postgres/team-folder.ts';
import { startProgram } from '../support/processes.ts';
import { demoFolder, must, openBackend, openStoreOf, signIn } from '../support/test-desk.ts';

const program = resolve('test/support/workers/import-work.ts');
const slowestKillMs = 250;

type Files = ReturnType<typeof filesAt>;

/** An import that is killed at random moments while it is read, written and taken back. */
export const evidence: Evidence = {
  id: 'import-killed',
  title: 'Import: kill -9 at random moments, and the same accounts in the end',
  async run({ full, log }) {
    const [kills, rows] = full ? [50, 2_000] : [3, 300];
    const [whole, killed] = [await demoFolder(), await demoFolder()];
    try {
      // So that it is killed while it is read, while it is written and while it is taken back.
      const eachTime = Math.ceil(kills / 6);
      const expected = await undisturbed(whole, fileOf(rows));
      const before = await contentIn(killed);
      let done = 0;
      let cycles = 0;
      let different = 0;
      const note = (more: number) => {
        done += more;
        if (more > 0) log(`${done} kills, ${cycles} imports, ${different} with another result`);
      };
      while (done < kills) {
        cycles += 1;
        const runId = await atDesk(killed, async (files) => {
          const id = await files.send(fileOf(rows));
          await files.read(id);
          return id;
        });
        note(await workKilled(killed, Math.min(kills - done, eachTime)));
        await atDesk(killed, (files) => files.apply(runId));
        note(await workKilled(killed, Math.min(kills - done, eachTime)));
        if (!same(await contentIn(killed), expected)) different += 1;
        await atDesk(killed, async (files) => must(await files.undo(runId)));
        note(await workKilled(killed, Math.min(kills - done, eachTime)));
        if (!same(await contentIn(killed), before)) different += 1;
        if ((await stateOf(killed, runId)) !== 'undone') different += 1;
      }
      return {
        passed: different === 0 && done >= kills,
        facts: {
          kills: done,
          'rows of the file': rows,
          'imports read, applied and taken back': cycles,
          'with another result than undisturbed': different,
        },
      };
    } finally {
      await removeTestFolder(whole);
      await removeTestFolder(killed);
    }
  },
};

/** New accounts, and two of the demo's that are changed. */
function fileOf(rows: number): string {
  const added = Array.from({ length: rows }, (_, place) =>
    person({ clientId: String(700_001 + place) }),
  );
  const changed = demo.manyContacts.slice(0, 2).map(({ clientId, name }) => ({
    ...person({ clientId, name, username: '', company: `Firm ${clientId}` }),
    ...{ contactName: '', contactEmail: '', contactPermissions: '', contactCode: '' },
  }));
  return csv([...changed, ...added]);
}

async function atDesk<Outcome>(
  folder: string,
  work: (files: Files) => Promise<Outcome>,
): Promise<Outcome> {
  const backend = await openBackend(folder);
  try {
    const { username, password } = demo.supervisor;
    return await work(filesAt((await signIn(backend, username, password)).desk));
  } finally {
    await backend.close();
  }
}

async function stateOf(folder: string, runId: number): Promise<ImportState> {
  return atDesk(folder, async (files) => (await files.view(runId)).state);
}

async function undisturbed(folder: string, file: string): Promise<readonly string[]> {
  const runId = await atDesk(folder, async (files) => {
    const id = await files.send(file);
    await files.read(id);
    return id;
  });
  await workKilled(folder, 0);
  await atDesk(folder, (files) => files.apply(runId));
  await workKilled(folder, 0);
  if ((await stateOf(folder, runId)) !== 'applied') throw new Error('The file was not imported');
  return contentIn(folder);
}

/** Works until there is nothing to do, in processes of which at most so many are killed. */
async function workKilled(folder: string, most: number): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    const process = startProgram(program, ['--folder', folder]);
    await process.line();
    const idle = process.line().then(
      () => true,
      () => false,
    );
    const early = pause(Math.random() * slowestKillMs).then(() => false);
    const kill = kills < most && !(await Promise.race([idle, early]));
    if (kill) process.child.kill('SIGKILL');
    const finished = await idle;
    await process.ended();
    if (finished) return kills;
    if (!kill) throw new Error(process.complaint());
  }
}

async function contentIn(folder: string): Promise<readonly string[]> {
  const { store, close } = await openStoreOf(folder);
  try {
    return await contentOf(store);
  } finally {
    await close();
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}
