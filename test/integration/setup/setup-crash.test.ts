import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { beginAndConfirm, firstRows, setupOn } from '#test/support/setup-desk.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const child = fileURLToPath(new URL('../../support/setup-child.ts', import.meta.url));
const runs = Number(process.env['COUNTERSIGN_SETUP_KILLS'] ?? 10);

/**
 * Sets a store up in a process that is killed `delay` ms after it has begun (never, if null). Tells
 * whether it acknowledged, and how long it took to.
 */
async function setUpAndKill(folder: string, delay: number | null) {
  const running = spawn(process.execPath, [child, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let begunAt = 0;
  let took = 0;
  running.stdout.on('data', (chunk) => {
    output += chunk;
    if (begunAt === 0) {
      begunAt = performance.now();
      if (delay !== null) void sleep(delay).then(() => running.kill('SIGKILL'));
    }
    if (output.includes('acknowledged')) took = performance.now() - begunAt;
  });
  await new Promise((resolve) => running.on('close', resolve));
  return { acknowledged: output.includes('acknowledged'), took };
}

test(
  'a set-up killed at any moment leaves an empty folder or a whole store',
  async () => {
    const { took } = await setUpAndKill(await tempFolder(), null);
    const found = { empty: 0, ready: 0 };
    for (let run = 0; run < runs; run++) {
      const folder = await tempFolder();
      // The steps that place the files come last: every other run aims at them.
      const from = run % 2 === 0 ? 0 : 0.85;
      const delay = took * (from + Math.random() * (1.05 - from));
      const { acknowledged } = await setUpAndKill(folder, delay);

      const { setup, ready } = setupOn(folder);
      await setup.start();
      let { state } = await setup.status();
      expect(['empty', 'ready']).toContain(state);
      if (acknowledged) expect(state).toBe('ready');
      found[state as keyof typeof found]++;
      if (state === 'empty') {
        const { setupId } = await beginAndConfirm(setup);
        await setup.finish(setupId, 'empty');
        state = (await setup.status()).state;
      }
      expect(state).toBe('ready');
      const rows = await ready[0]?.opened.store.selectFrom('reason').selectAll().execute();
      expect(rows).toHaveLength(firstRows);
      await setup.close();
      expect((await readdir(folder)).filter((name) => name.startsWith('setup-'))).toEqual([]);
    }
    expect(found.empty + found.ready).toBe(runs);
  },
  60_000 + runs * 20_000,
);
