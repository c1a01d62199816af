import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { deskChannelNames } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import { buildDesk } from '../../../scripts/support/build-desk.ts';
import { chromiumLaunchOptions } from '../chromium.ts';
import { startChildProgram } from '../doors/child-program.ts';
import { send } from '../web/raw-request.ts';
import { newTestDevice } from '../web/test-device.ts';
import { type Canaries, coreOf } from './canaries.ts';
import type { SecretPlaces } from './secret-places.ts';

const commandLine = resolve('src-main/hosts/cli/main.ts');

/** `countersign serve` on a new folder, in a process of its own, with a Chromium let in. */
export async function openSecretsDesk(places: SecretPlaces, canaries: Canaries) {
  await buildDesk();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-secrets-'));
  const dataFolder = join(folder, 'data');
  const profile = join(folder, 'profile');
  const server = startChildProgram(commandLine, ['serve', '--data-folder', dataFolder]);
  const said: Buffer[] = [];
  for (const stream of [server.process.stdout, server.process.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk));
  let context: BrowserContext | undefined;
  const close = async () => {
    await context?.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const line = await server.lineMatching(/http:/);
    const link = new URL(line.slice(line.indexOf('http:')));
    context = await chromium.launchPersistentContext(profile, chromiumLaunchOptions('whole'));
    const page = context.pages()[0] ?? (await context.newPage());
    const screen = await recordPage(page, places, canaries);
    await page.goto(link.href);
    const [door] = await context.cookies();
    return {
      dataFolder,
      profile,
      page,
      screen,
      server,
      said: () => Buffer.concat(said),
      client: () => newClient(link, `${door?.name}=${door?.value}`, places),
      /** Ends browser and server; the folders stay until `close`. */
      async stop() {
        await screen.settle();
        await context?.close();
        await server.stop();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export type SecretsDesk = Awaited<ReturnType<typeof openSecretsDesk>>;

/** One colleague at the web host. Every byte that goes either way is a place to search. */
export function newClient(link: URL, door: string, places: SecretPlaces) {
  const port = Number(link.port);
  const device = newTestDevice();
  let session = '';
  const post = async (path: string, body: string, more: Record<string, string>) => {
    const headers = {
      'content-type': 'application/json',
      origin: link.origin,
      cookie: session ? `${door}; ${session}` : door,
      ...device.headers({ channel: path.replace('/call/', ''), body }),
      ...more,
    };
    const reply = await send({ port, method: 'POST', path, headers, body });
    const [set] = reply.headers['set-cookie'] ?? [];
    if (set) session = set.split(';')[0]?.replace(/^[^=]+=$/, '') ?? '';
    // A path may be a secret by mistake: it is not a name to print.
    const name = deskChannelNames().find((channel) => path.endsWith(channel)) ?? 'no channel';
    places.add(`HTTP request headers of ${name}`, JSON.stringify(headers));
    places.add(`HTTP reply to ${name}`, JSON.stringify(reply));
    return reply;
  };
  return {
    /** The request as it is given, for what no desk would send. */
    post,
    async call<Value>(channel: string, input: unknown): Promise<Result<Value>> {
      return JSON.parse((await post(`/call/${channel}`, JSON.stringify(input), {})).body);
    },
    /** Calls, and makes sure that it came to what it should, so that the path was really walked. */
    async expect<Value>(channel: string, input: unknown, outcome: string): Promise<Value> {
      const { body } = await post(`/call/${channel}`, JSON.stringify(input), {});
      const result = JSON.parse(body);
      const came = result.ok
        ? (result.value.verdict?.kind ?? result.value.kind ?? 'value')
        : result.error.code;
      if (came !== outcome) throw new Error(`${channel} came to ${came}, not ${outcome}`);
      return result.value;
    },
  };
}

export type SecretsClient = ReturnType<typeof newClient>;

/** Runs the real command line; what it prints is a place to search. Returns the exit code. */
export async function runCommand(
  args: readonly string[],
  input: string,
  places: SecretPlaces,
): Promise<number | null> {
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: 'pipe' });
  const out: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => out.push(chunk));
  child.stdin.on('error', () => {}).end(input);
  const [code] = await once(child, 'close');
  places.add(`output of countersign ${args.slice(0, 2).join(' ')}`, Buffer.concat(out));
  return code;
}

/** Records all a page sends, gets and says. A request's body may hold what its channel carries. */
async function recordPage(page: Page, places: SecretPlaces, canaries: Canaries) {
  const open: Promise<unknown>[] = [];
  const bodies: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    const body = request.postData() ?? '';
    bodies.push(body);
    open.push(
      request.allHeaders().then((headers) => {
        const carried = canaries.all.filter(({ channels }) =>
          channels.some((channel) => path === `/call/${channel}`),
        );
        const mayHold = carried.map(({ core }) => core);
        places.add(`the page's request to ${path}`, request.url() + JSON.stringify(headers));
        places.add(`the page's request body to ${path}`, body, mayHold);
      }),
    );
  });
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    open.push(
      response
        .body()
        .then((body) => places.add(`the page's reply from ${path}`, body))
        .catch(() => undefined),
    );
  });
  page.on('console', (message) => places.add("the page's console", message.text()));
  return {
    /** In how many of the page's requests a canary stands. */
    carriersOf: (text: string) => bodies.filter((body) => body.includes(coreOf(text))).length,
    settle: () => Promise.all(open),
  };
}
