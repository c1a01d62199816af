import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { demoCodesToTry, demoColleagues } from '#main/demo/demo-tour.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { enterWebHost } from '#test/support/web/web-session.ts';

const run = promisify(execFile);
const requireNode = resolve('scripts/require-node.js');

/** Starts it without a display and interrupts it at its link; `atLink` looks before that. */
async function startUntilLink(
  args: readonly string[],
  temporary: string,
  atLink: (url: string) => Promise<void>,
) {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', requireNode, 'scripts/start.ts', ...args], {
    env: { ...env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) {
      await atLink(url);
      child.kill('SIGINT');
    }
  }
  expect(await ended, 'ends cleanly').toEqual([0, null]);
  return lines.filter((line) => !line.startsWith('Building'));
}

describe('npm start', () => {
  test('without a display serves the desk, says so in one line, and writes nothing', async () => {
    const temporary = await tempFolder();
    const dataFolder = join(temporary, 'data');
    const lines = await startUntilLink(['--data-folder', dataFolder], temporary, async (url) => {
      const desk = await enterWebHost({ url });
      expect((await desk.get('/')).body).toContain('<title>Countersign</title>');
      const { result } = await desk.call('setup.status', {});
      const place = { kind: 'local', dataFolder };
      expect(result).toMatchObject({ ok: true, value: { state: 'empty', place } });
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^There is no display here, so the desk is served to a browser/);
    expect(await readdir(temporary)).toEqual([]);
  }, 180_000);

  test('--demo prints sign-ins that work and leaves nothing behind', async () => {
    const temporary = await tempFolder();
    const [{ username, password } = { username: '', password: '' }] = demoColleagues;
    const lines = await startUntilLink(['--demo'], temporary, async (url) => {
      const desk = await enterWebHost({ url });
      const { result } = await desk.call('session.signIn', { username, password });
      expect(result).toMatchObject({ ok: true, value: { kind: 'signed_in' } });
      expect(await readdir(temporary)).toHaveLength(1);
    });
    expect(lines.join('\n')).toContain(username);
    expect(lines.join('\n')).toContain(password);
    for (const { clientId, code } of demoCodesToTry) {
      expect(lines.some((line) => line.includes(clientId) && line.includes(code))).toBe(true);
    }
    expect(await readdir(temporary)).toEqual([]);
  }, 180_000);

  test.each([['--port', 'http'], ['--nonsense'], ['--data-folder']])(
    'refuses %s with how it is used',
    async (...args) => {
      const failed = await run(process.execPath, ['scripts/start.ts', ...args]).catch((e) => e);
      expect(failed.code).toBe(2);
      expect(failed.stderr).toContain('Usage: npm start');
    },
  );

  test('an older Node is told in one line', async () => {
    const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})`;
    const args = ['--import', pretend, '--import', requireNode, 'scripts/start.ts'];
    const failed = await run(process.execPath, args).catch((error) => error);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(
      /^Countersign needs Node [\d.]+ or newer and this is 20\.1\.0: .+\n$/,
    );
    expect(failed.stdout).toBe('');
  });
});
