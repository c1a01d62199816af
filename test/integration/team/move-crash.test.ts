import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moveAndKill } from '#test/support/move/killed-move.ts';
import { exportOfFolder, exportOfTeam, isUntouched } from '#test/support/move/move-places.ts';
import { goFrom, goTo, places } from '#test/support/move/places.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { openBackend, openStoreOf } from '#test/support/test-desk.ts';

const kills = 3;

test('killed at any moment on its way there, it leaves nothing or all, and can be run again', async () => {
  const { took } = await moveAndKill(goTo(await places()), null);
  for (let kill = 0; kill < kills; kill++) {
    const place = await places();
    const { code } = await moveAndKill(goTo(place), took * Math.random());
    if (code === null && (await isUntouched(place.database))) {
      const { store, close } = await openStoreOf(place.folder);
      expect(await store.selectFrom('meta').select('key').execute()).toEqual([{ key: 'data' }]);
      await close();
    }
    const again = await moveAndKill(goTo(place), null);
    if (code === 0) expect(again.stderr).toContain('was moved to');
    else expect(again).toMatchObject({ code: 0 });
    const there = await exportOfTeam(place.database, place.keysFile);
    expect(there).toBe(await exportOfFolder(place.folder));
  }
});

test('killed at any moment on its way back, it leaves nothing or all, and can be run again', async () => {
  const place = await places();
  await moveAndKill(goTo(place), null);
  const folder = join(await tempFolder(), 'data');
  // Nobody knows how long it takes; the shorter of the two is well within.
  for (let kill = 0; kill < kills; kill++) {
    const { code } = await moveAndKill(goFrom(place, folder), 1500 * Math.random());
    if (code === 0) break;
  }
  const again = await moveAndKill(goFrom(place, folder), null);
  expect([again.code, again.stderr]).toEqual(
    again.code === 0 ? [0, expect.anything()] : [1, expect.stringContaining('was moved to')],
  );
  expect(await exportOfFolder(folder)).toBe(await exportOfTeam(place.database, place.keysFile));
  // Killed once it was marked, but before it had tidied up, a move leaves that to the next opening.
  await (await openBackend(folder)).close();
  const left = (await readdir(folder)).filter((name) => name.startsWith('setup-'));
  expect(left).toEqual([]);
});
