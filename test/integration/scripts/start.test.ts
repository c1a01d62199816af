import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '#test/support/temp-folder.ts';
import { enterWebHost } from '#test/support/web/web-session.ts';

const run = promisify(execFile);
const requireNode = resolve('scripts/require-node.js');

describe('npm start', () => {
  test('without a display serves the desk, says so in one line, and ends cleanly', async () => {
    const dataFolder = join(await tempFolder(), 'data');
    const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const child = spawn(
      process.execPath,
      ['--import', requireNode, 'scripts/start.ts', '--data-folder', dataFolder],
      { env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      const url = /http:\S+/.exec(line)?.[0];
      if (url !== undefined) {
        expect(line).toMatch(/^There is no display here, so the desk is served to a browser/);
        const desk = await enterWebHost({ url });
        expect((await desk.get('/')).body).toContain('<title>Countersign</title>');
        const { result } = await desk.call('setup.status', {});
        expect(result).toMatchObject({ ok: true, value: { state: 'empty', dataFolder } });
        child.kill('SIGINT');
      }
    }
    expect(await ended).toEqual([0, null]);
    expect(lines.filter((line) => !line.startsWith('Building'))).toHaveLength(1);
    await expect(access(dataFolder), 'looking writes nothing').rejects.toThrow();
  });

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
