import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, createBackend } from '#main/backend.ts';
import { startWebHost, type WebHost } from '#main/hosts/web/web-host.ts';
import type { Caller } from '#main/platform/call.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { deviceHeader } from '#shared/rules/device-proof.ts';
import { openEvents } from '#test/support/web/event-client.ts';
import { send } from '#test/support/web/raw-request.ts';
import { newTestDevice, type TestDevice } from '#test/support/web/test-device.ts';
import { enterWebHost, type WebSession } from '#test/support/web/web-session.ts';

const quiet = { info() {}, error() {} };
const password = 'a heron stands in the reeds';

let folder: string;
let backend: Backend;
let host: WebHost;
let session: WebSession;
const bodies: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-web-'));
  const dataFolder = join(folder, 'data');
  const rendererFolder = join(folder, 'renderer');
  await mkdir(rendererFolder);
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>');
  backend = await createBackend({
    dataFolder,
    assetsFolder: 'assets',
    appVersion: '0.0.0',
    protector: createKeyFileProtector(join(dataFolder, keyFileName)),
    hashCost: { memory: 64, passes: 1, lanes: 1 },
    logger: quiet,
  });
  host = await startWebHost({
    backend,
    door: { kind: 'loopback', port: 0 },
    rendererFolder,
    logger: quiet,
  });
  session = await enterWebHost(host);
});
afterAll(async () => {
  await host.close();
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

/** Calls and returns the value; an error result fails the test. */
async function value<Value>(channel: string, input: unknown): Promise<Value> {
  const { reply, result } = await session.call(channel, input);
  bodies.push(reply.body);
  expect(result, channel).toMatchObject({ ok: true });
  return (result as unknown as { value: Value }).value;
}

const sessionCookie = () =>
  [...session.cookies].find(([name]) => name.startsWith('countersign_session'))?.[1];

describe('the real backend through the web host', () => {
  test('is set up, signed in to, and signed out of', async () => {
    expect(await value('setup.status', {})).toMatchObject({ state: 'empty' });
    const begun = await value<{ setupId: string; recoveryWords: string[]; confirm: number[] }>(
      'setup.begin',
      { username: 'vera', name: 'Vera', password },
    );
    const words = begun.confirm.map((position) => ({
      position,
      word: begun.recoveryWords[position - 1],
    }));
    await value('setup.confirm', { setupId: begun.setupId, words });
    await value('setup.finish', { setupId: begun.setupId, data: 'empty' });
    expect(await value('session.current', {})).toMatchObject({ session: null });

    const verdict = await value('session.signIn', { username: 'vera', password });
    expect(verdict).toMatchObject({ kind: 'signed_in' });
    const token = sessionCookie() ?? '';
    expect(token.length).toBeGreaterThan(30);
    expect(await value('session.current', {})).toMatchObject({ session: { username: 'vera' } });
    await value('accounts.search', { query: 'x' });

    await value('session.signOut', {});
    expect(sessionCookie()).toBeUndefined();
    expect(bodies.join(), 'the token stays in its cookie').not.toContain(token);
    const { result } = await session.call('accounts.search', { query: 'x' });
    expect(result).toMatchObject({ ok: false, error: { code: 'not_signed_in' } });
  });

  test('a made-up session cookie is nobody', async () => {
    session.cookies.set(`countersign_session_${session.port}`, 'A'.repeat(43));
    const { result } = await session.call('accounts.search', { query: 'x' });
    expect(result).toMatchObject({ ok: false, error: { code: 'not_signed_in' } });
  });

  test('the operator’s rooms and roles are out of reach', async () => {
    await value('session.signIn', { username: 'vera', password });
    const { result } = await session.call('store.backup', { folder: join(folder, 'copy') });
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown_channel' } });
  });

  test('a stolen cookie is worth nothing on another device, and showing it ends the session', async () => {
    const mallory = newTestDevice();
    const shows: Readonly<Record<string, (body: string) => Record<string, string>>> = {
      'proves another key': (body) => mallory.headers({ channel: 'accounts.search', body }),
      'proves nothing': () => ({}),
      'shows the key without the proof': () => ({ [deviceHeader]: session.device.device }),
    };
    for (const [what, headers] of Object.entries(shows)) {
      await value('session.signIn', { username: 'vera', password });
      await value('accounts.search', { query: 'x' });
      const before = await refusals();
      const body = JSON.stringify({ query: 'x' });
      const reply = await send({
        port: session.port,
        method: 'POST',
        path: '/call/accounts.search',
        headers: { ...session.callHeaders(), ...headers(body) },
        body,
      });
      expect(JSON.parse(reply.body), what).toMatchObject({ error: { code: 'not_signed_in' } });
      const { result } = await session.call('accounts.search', { query: 'x' });
      expect(result, 'the cookie is burnt').toMatchObject({ error: { code: 'not_signed_in' } });
      expect(await refusals(), 'recorded').toBe(before + 1);
    }
  });

  test('events are for the device of the session alone, and come with what happens', async () => {
    await value('session.signIn', { username: 'vera', password });
    const events = (device: TestDevice) => {
      const { origin = '', cookie = '' } = session.callHeaders();
      const client = openEvents({ port: session.port, headers: { origin, cookie } });
      void client.prove(device);
      return client;
    };
    const own = events(session.device);
    await expect.poll(() => own.events.length).toBe(1);
    await value('session.lock', {});
    await expect.poll(() => own.events.at(-1)?.look).toContain('session');
    const stranger = events(newTestDevice());
    expect(await stranger.closed).toBe(4401);
    expect(stranger.events).toEqual([]);
    expect(await own.closed, 'the session that was shown has ended').toBe(4401);
    await Promise.all([own.close(), stranger.close()]);
  });
});

/** How often the log says that a session was shown by another device than its own. */
async function refusals(): Promise<number> {
  const operator: Caller = { door: 'cli', token: null, operator: true };
  const found = await backend.call('audit.records', { after: 0, limit: 500 }, operator);
  expect(found).toMatchObject({ ok: true });
  return JSON.stringify(found).split('"session.device_refused"').length - 1;
}
