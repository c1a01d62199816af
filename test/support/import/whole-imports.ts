import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '#main/platform/clock.ts';
import { demo } from '../demo-people.ts';
import { demoFolder, must, openBackend, signIn } from '../test-desk.ts';
import { contentOf } from './accounts-content.ts';
import type { GeneratedFile } from './generated-files.ts';
import { asItLooks, filesAt, importWorkers, workOff } from './import-work.ts';

/** What came of a file that went through a whole import. */
export interface WholeOutcome {
  readonly end:
    | 'empty'
    | 'unreadable'
    | 'no columns'
    | 'nothing new'
    | 'given up'
    | 'applied and undone';
  /** Accounts that it made, while they were there. */
  readonly accounts: number;
  /** What ought not to be: a crash, or a part of a file in the store. */
  readonly problems: readonly string[];
}

/** A desk with a store of its own, at which files are imported and taken back, one after the other. */
export async function openWholeImports() {
  const folder = await demoFolder();
  const backend = await openBackend(folder);
  const { username, password } = demo.supervisor;
  const { desk } = await signIn(backend, username, password);
  const files = filesAt(desk);
  const { store, importing, close } = await importWorkers(folder, systemClock);
  const before = await contentOf(store);

  /** Imports what is confirmed, and takes it back. */
  async function written(runId: number): Promise<Omit<WholeOutcome, 'problems'>> {
    const { rows } = await files.view(runId);
    await files.apply(runId);
    await workOff(importing);
    const { state } = await files.view(runId);
    if (state === 'failed') return { end: 'given up', accounts: 0 };
    if (state !== 'applied') throw new Error(`it was applied, and is ${state}`);
    const accounts = (await contentOf(store)).length - before.length;
    if (accounts !== rows.new) throw new Error(`${accounts} of ${rows.new} accounts came`);
    must(await files.undo(runId));
    await workOff(importing);
    return { end: 'applied and undone', accounts };
  }

  async function imported({ bytes, how }: GeneratedFile): Promise<Omit<WholeOutcome, 'problems'>> {
    // None is begun for a file of no bytes: whoever sends it tells the person so.
    if (bytes.length === 0) return { end: 'empty', accounts: 0 };
    const runId = await files.send(bytes);
    const cancel = async (end: WholeOutcome['end']) => {
      must(await desk.import.cancel({ runId }));
      return { end, accounts: 0 } as const;
    };
    const asked = { ...asItLooks, ...how };
    const preview = must(await desk.import.preview({ runId, how: asked, mapping: null }));
    if (preview.kind === 'unreadable') return cancel('unreadable');
    const { mapping } = preview;
    if (mapping.clientId === undefined && mapping.username === undefined)
      return cancel('no columns');
    must(await desk.import.read({ runId, how: asked, mapping, defaults: { country: 'NO' } }));
    await workOff(importing);
    const { state, rows } = await files.view(runId);
    if (state === 'receiving') return cancel('unreadable');
    if (state !== 'ready') throw new Error(`it was read, and is ${state}`);
    if (rows.new + rows.changed === 0) return cancel('nothing new');
    return written(runId);
  }

  return {
    /** Imports a file as a supervisor would who confirms all that is proposed. */
    async take(file: GeneratedFile): Promise<WholeOutcome> {
      const problems: string[] = [];
      const outcome = await imported(file).catch((error: unknown) => {
        problems.push(`import: ${error instanceof Error ? error.stack : error}`);
        return { end: 'given up', accounts: 0 } as const;
      });
      await workOff(importing);
      if (!isDeepStrictEqual(await contentOf(store), before))
        problems.push('something of it is left in the store');
      return { ...outcome, problems };
    },
    async close(): Promise<void> {
      await close();
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
