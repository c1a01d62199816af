import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { projectFolder } from '../../../scripts/support/run-tool.ts';

const module = pathToFileURL(join(projectFolder, 'scripts/support/run-folder.ts')).href;

/** A run that makes its folder, says where, and goes on as `then` says. */
async function startRun(then: string) {
  const program = `
    import { writeFileSync } from 'node:fs';
    const folder = await (await import(${JSON.stringify(module)})).newRunFolder();
    writeFileSync(folder + '/left', 'behind');
    process.stdout.write(folder);
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const ended = once(child, 'exit');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ended, folder: said.toString() };
}

test('what a run leaves behind goes with it', async () => {
  const { child, ended, folder } = await startRun('process.stdin.resume();');
  expect(existsSync(join(folder, 'left'))).toBe(true);
  child.stdin.end();
  expect((await ended)[0]).toBe(0);
  expect(existsSync(folder)).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'a run that is stopped leaves nothing either',
  async () => {
    const { child, ended, folder } = await startRun('setInterval(() => {}, 1000);');
    expect(existsSync(join(folder, 'left'))).toBe(true);
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(1);
    expect(existsSync(folder)).toBe(false);
  },
);
