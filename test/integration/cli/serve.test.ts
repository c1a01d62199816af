import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { demoColleagues } from '#main/demo/demo-tour.ts';
import { program } from '#main/hosts/program.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { onePlainLine, run, start, storeFolder } from './cli.ts';

/** Standard output up to the line with the link. */
async function linesToLink(child: ChildProcessWithoutNullStreams) {
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.includes('http://')) break;
  }
  return { lines, url: /http:\S+/.exec(lines.at(-1) ?? '')?.[0] ?? '' };
}

const built = existsSync(`${program.rendererFolder}/index.html`);

test.runIf(built).each(['SIGINT', 'SIGTERM'] as const)(
  'the desk is served to this machine until %s',
  async (signal) => {
    const { folder } = await storeFolder();
    const child = start(['serve', '--data-folder', folder]);
    const { url } = await linesToLink(child);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(400);
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect((await readdir(folder)).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
    expect((await run(['audit', 'verify', '--data-folder', folder])).code).toBe(0);
  },
);

test.runIf(built)('a port that is taken is told in one line', async () => {
  const { folder } = await storeFolder();
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const { code, stdout, stderr } = await run(['serve', '--port', port, '--data-folder', folder]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.split('\n').filter((line) => line && !line.startsWith('{'))).toHaveLength(1);
  expect(stderr).toContain(port);
});

test.runIf(built)('the demo shows who can sign in, and leaves nothing behind', async () => {
  const temp = await tempFolder();
  const child = start(['demo'], { TMPDIR: temp, TEMP: temp, TMP: temp });
  const { lines, url } = await linesToLink(child);
  expect(url).toContain('127.0.0.1');
  for (const { username, password } of demoColleagues) {
    expect(lines.join('\n')).toContain(username);
    expect(lines.join('\n')).toContain(password);
  }
  expect(await readdir(temp)).toHaveLength(1);
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(await readdir(temp)).toEqual([]);
});

test('an unknown option of serve is misuse', async () => {
  const { code, stderr } = await run(['serve', '--public']);
  expect(code).toBe(2);
  expect(stderr).toMatch(onePlainLine);
});
