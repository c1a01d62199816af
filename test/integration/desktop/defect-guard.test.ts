import { afterEach, expect, it, vi } from 'vitest';
import { guardAgainstDefects } from '#main/hosts/desktop/defect-guard.ts';
import { app } from '#test/support/electron-double/app.ts';
import { errorBoxes } from '#test/support/electron-double/machine.ts';

vi.mock('electron', () => import('#test/support/electron-double/electron.ts'));

const before = process.listeners('uncaughtException');

afterEach(() => {
  const added = process.listeners('uncaughtException').filter((one) => !before.includes(one));
  for (const listener of added) process.off('uncaughtException', listener);
});

it('ends the program, says what to do, and writes no message that may hold a secret', async () => {
  const logged: unknown[] = [];
  const ended = new Promise((resolve) => {
    app.endProcess = resolve;
  });
  const log = (event: string, fields: unknown) => void logged.push({ event, fields });
  const rejections = process.listeners('unhandledRejection');
  guardAgainstDefects({ info: log, error: log });
  const [listener] = process.listeners('uncaughtException').filter((one) => !before.includes(one));
  for (const one of process.listeners('unhandledRejection')) {
    if (!rejections.includes(one)) process.off('unhandledRejection', one);
  }

  listener?.(new TypeError('the code was plover-tangerine'), 'uncaughtException');

  expect(await ended).toBe(1);
  expect(errorBoxes[0]?.content).toContain('Start Countersign again');
  expect(logged).toMatchObject([
    { event: 'desktop.defect', fields: { kind: 'exception', name: 'TypeError' } },
  ]);
  expect(JSON.stringify([logged, errorBoxes])).not.toContain('plover');
  expect(JSON.stringify(logged)).toContain('defect-guard.test.ts');
});
