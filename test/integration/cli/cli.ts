import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Caller } from '#main/platform/call.ts';
import type { Contract, InputOf, OutputOf } from '#shared/contract/index.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { at, must, openBackend } from '#test/support/test-desk.ts';

export const main = fileURLToPath(new URL('../../../src-main/hosts/cli/main.ts', import.meta.url));

interface RunOptions {
  /** What is written to standard input, which then ends. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real command line under this Node; standard input stays open. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, [main, ...args], {
    env: { ...process.env, COUNTERSIGN_DATA_FOLDER: '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the real command line to its end. */
export async function run(args: readonly string[], { input = '', env }: RunOptions = {}) {
  const child = start(args, env);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  child.stdin.on('error', () => {}).end(input);
  const [code] = await once(child, 'close');
  return {
    code: code as number | null,
    stdout: Buffer.concat(out).toString('utf8'),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}

export const supervisor = {
  username: 'sam',
  name: 'Sam Supervisor',
  password: 'plenty of quiet otters',
};

/** A folder with a new store in it, and the recovery key that was shown for it. */
export async function storeFolder() {
  const folder = await tempFolder();
  const backend = await openBackend(folder);
  const nobody: Caller = { door: 'web', token: null, operator: false };
  const setup = async <Name extends keyof Contract['setup'] & string>(
    name: Name,
    input: InputOf<Contract['setup'][Name]>,
  ) =>
    must(await backend.call(`setup.${name}`, input, nobody)) as OutputOf<Contract['setup'][Name]>;
  const { setupId, recoveryWords, confirm } = await setup('begin', supervisor);
  const word = (position: number) => ({ position, word: recoveryWords[position - 1] ?? '' });
  await setup('confirm', { setupId, words: [word(confirm[0]), word(confirm[1])] });
  await setup('finish', { setupId, data: 'empty' });
  await backend.close();
  return { folder, recoveryWords: recoveryWords.join(' ') };
}

/** Tries to sign in on the store of a folder, through the same seam as every host. */
export async function trySignIn(folder: string, username: string, password: string) {
  const backend = await openBackend(folder);
  try {
    return must(await at(backend).desk.session.signIn({ username, password }));
  } finally {
    await backend.close();
  }
}

/** What a failure looks like: one plain line, and nothing of the program's insides. */
export const onePlainLine = /^[A-Z][^\n{}]*\.( See: countersign [a-z -]+)?\n$/;
