import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { testHashCost } from '#test/support/test-desk.ts';

function pool(): readonly number[] {
  return readdirSync('/proc/self/task')
    .map(Number)
    .filter((id) => readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim() === 'libuv-worker');
}

it.runIf(process.platform === 'linux')('hashing goes behind the event loop', async () => {
  const hasher = new SecretHasher(new Map([['p1', randomBytes(32)]]), 'p1', testHashCost);
  await hasher.hash('seven quiet otters');
  await hasher.hash('seven quiet otters');
  const threads = pool();
  expect(threads.length).toBeGreaterThan(0);
  const eventLoop = getPriority();
  for (const id of threads) expect(getPriority(id)).toBeGreaterThan(eventLoop);
});
