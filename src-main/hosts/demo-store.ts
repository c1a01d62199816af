import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract, InputOf, OutputOf } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import { demoColleagues } from '../demo/demo-tour.ts';
import type { Caller } from '../platform/call.ts';

/** What the demo store needs of a backend. */
export interface DemoBackend {
  call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>>;
}

/** A new folder for demo data; removed when the process ends. */
export function makeDemoFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
  process.once('exit', () => remove(folder));
  return folder;
}

/** Windows keeps files that are still open; the system clears its temporary folder in time. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Nothing that matters is left: demo data, and a key that opens nothing else.
  }
}

/**
 * Sets an empty store up with demo data, by the same three calls a person makes on the screen. The
 * demo's own supervisor is the first; its other colleagues come with its data.
 *
 * @throws Error when a step is refused
 */
export async function fillDemoStore(backend: DemoBackend): Promise<void> {
  const first = demoColleagues.find(({ role }) => role === 'supervisor');
  if (!first) throw new Error('The demo has no supervisor');
  const { username, name, password } = first;
  const begun = await setupCall(backend, 'begin', { username, name, password });
  const confirmed = begun.confirm.map((position) => ({
    position,
    word: begun.recoveryWords[position - 1] ?? '',
  })) as InputOf<Contract['setup']['confirm']>['words'];
  await setupCall(backend, 'confirm', { setupId: begun.setupId, words: confirmed });
  await setupCall(backend, 'finish', { setupId: begun.setupId, data: 'demo' });
}

type Setup = Contract['setup'];

async function setupCall<Name extends keyof Setup & string>(
  backend: DemoBackend,
  name: Name,
  input: InputOf<Setup[Name]>,
): Promise<OutputOf<Setup[Name]>> {
  const nobody: Caller = { door: 'cli', token: null, operator: false };
  const result = await backend.call(`setup.${name}`, input, nobody);
  if (!result.ok) throw new Error(`The demo store can't be made: ${result.error.message}`);
  return result.value as OutputOf<Setup[Name]>;
}
