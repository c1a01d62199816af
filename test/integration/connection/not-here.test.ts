import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { demo } from '#test/support/demo-people.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { at, demoFolder, must, openBackend, signIn } from '#test/support/test-desk.ts';

const address = 'desk.example.com';

test('without the desktop app nobody is pointed anywhere, before set-up or after', async () => {
  const empty = await openBackend(await tempFolder());
  const folder = await demoFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const full = await openBackend(folder);
  const { desk: supervisor } = await signIn(
    full,
    demo.supervisor.username,
    demo.supervisor.password,
  );
  for (const desk of [at(empty).desk, at(full).desk, supervisor]) {
    for (const refused of [
      await desk.connection.inspect({ address }),
      await desk.connection.connect({ address, fingerprint: null }),
      await desk.connection.disconnect({}),
    ])
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    expect(must(await desk.connection.view({}))).toEqual({ connection: null });
    expect(must(await desk.setup.status({})).mayConnect).toBe(false);
  }
  await empty.close();
  await full.close();
});
