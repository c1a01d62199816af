import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { projectFolder } from '../../../scripts/support/run-tool.ts';
import { toStandIn } from '../electron-double/addresses.ts';
import type { Answer, Question, Request } from '../electron-double/remote-control.ts';
import type { Door, DoorConfig } from './door.ts';
import { downloaded } from './downloaded.ts';
import { hashing } from './hashing.ts';

const preloaded = ['shifted-clock.js', '../electron-double/register.ts'].map(
  (name) => pathToFileURL(join(import.meta.dirname, name)).href,
);
const deskOrigin = new URL(toStandIn('app://countersign/')).origin;

/** The built app in a process of its own, with the double in place of the `electron` module. */
export async function openDoubleDoor({ dataFolder, passwordStore }: DoorConfig): Promise<Door> {
  await mkdir(dataFolder, { recursive: true });
  const program = startProgram([
    ...['--data-folder', dataFolder],
    ...(passwordStore === 'basic' ? ['--password-store=basic'] : []),
  ]);
  const browser = await chromium.connectOverCDP(await program.ask('endpoint'));
  const page = await deskPage(browser, program.ended);
  return {
    kind: 'desktop',
    description: 'double of Electron',
    page,
    clipboardText: () => program.ask('clipboardText'),
    savedFile: (save) => downloaded(page, save),
    async passTime(passTime) {
      const answered = once(program.process, 'message');
      program.process.send({ passTime });
      await answered;
    },
    async lockOperatingSystem() {
      await program.ask('lock');
    },
    async close() {
      program.process.send({ id: 0, request: 'quit' } satisfies Question);
      await program.ended.catch(() => {});
      await browser.close();
    },
  };
}

function startProgram(args: readonly string[]) {
  const execArgv = [...preloaded, ...hashing()].flatMap((url) => ['--import', url]);
  const child = fork(join(projectFolder, 'out/main/main.js'), args, {
    execArgv,
    env: { COUNTERSIGN_DOUBLE_KEYRING: keyring(), ...process.env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = failureOf(child);
  let lastId = 0;
  const ask = async (request: Request): Promise<string> => {
    const id = ++lastId;
    const answered = new Promise<string>((resolve) => {
      child.on('message', function listen(message: Partial<Answer>) {
        if (message.id !== id) return;
        child.off('message', listen);
        resolve(message.value ?? '');
      });
    });
    child.send({ id, request } satisfies Question);
    return Promise.race([answered, ended]);
  };
  return { process: child, ended, ask };
}

/** Rejects when the program has ended, with what it wrote on standard error. */
function failureOf(child: ChildProcess): Promise<never> {
  const written: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => written.push(chunk));
  const failure = once(child, 'exit').then(([code]) => {
    throw new Error(`The desktop app has ended with ${code}:\n${Buffer.concat(written)}`);
  });
  failure.catch(() => {});
  return failure;
}

/** A keyring belongs to the person, not to one data folder: all doors of a run share it. */
function keyring(): string {
  return join(process.env['COUNTERSIGN_TEST_RUN'] ?? tmpdir(), 'countersign-double-keyring');
}

/** The window's page, once the host has loaded the desk into it. */
async function deskPage(browser: Browser, ended: Promise<never>): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The double’s Chromium has no context.');
  const isDesk = (page: Page) => page.url().startsWith(deskOrigin);
  for (;;) {
    const page = context.pages().find(isDesk);
    if (page !== undefined) {
      await Promise.race([page.waitForLoadState('load'), ended]);
      return page;
    }
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), ended]);
  }
}
