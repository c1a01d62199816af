import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDeskBackend } from '#main/desk-backend.ts';
import type { Caller } from '#main/platform/call.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { buildDesk } from '#shared/contract/index.ts';
import { KeptLog, must, testHashCost } from '../test-desk.ts';

/** The desktop app's backend on a folder, with one window's caller. Ends with the test. */
export async function openDesk(dataFolder: string, authorities: readonly string[] = []) {
  const log = new KeptLog();
  const backend = await createDeskBackend({
    dataFolder,
    assetsFolder: resolve('assets'),
    appVersion: '1.2.3',
    protector: createKeyFileProtector(join(dataFolder, keyFileName)),
    hashCost: testHashCost,
    logger: log,
    authorities,
  });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await backend.close();
  };
  onTestFinished(close);
  const caller: Caller = { door: 'desktop', token: null, operator: false };
  const desk = buildDesk((channel, input) => backend.call(channel, input, caller));
  return {
    backend,
    caller,
    desk,
    log,
    close,
    async signIn(person: { username: string; password: string }) {
      const verdict = must(await desk.session.signIn(person));
      if (verdict.kind !== 'signed_in') throw new Error(`Sign-in: ${verdict.kind}`);
    },
  };
}
