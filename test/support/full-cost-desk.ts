import { rm } from 'node:fs/promises';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { beginCall } from './call-desk.ts';
import { demo } from './demo-people.ts';
import { demoFolder, openBackend, openStoreOf, signIn, TestClock } from './test-desk.ts';

const { anna, per } = demo.larsen;

/**
 * A desk on demo data for measuring, which hashes at the full cost, as Larsen's codes are stored too.
 * `forget` clears what throttles count, so that a measurement can try as often as it needs.
 */
export async function fullCostDesk() {
  const folder = await demoFolder();
  const clock = new TestClock();
  const backend = await openBackend(folder, { clock, hashCost: fullHashCost });
  const { desk } = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
  // The demo's codes are hashed cheaply. A success brings each to the full cost: otherwise every
  // attempt would be hashed at both.
  for (const { name, code } of [anna, per]) {
    const call = await beginCall(desk, { contact: name });
    await call.say(code);
    await call.end();
  }
  const beside = await openStoreOf(folder);
  return {
    backend,
    desk,
    clock,
    async forget() {
      await beside.store.deleteFrom('throttle').execute();
      await beside.store.deleteFrom('attempt').execute();
      await beside.store.deleteFrom('agent_limit').execute();
      await beside.store.updateTable('verification').set({ attempts: 0 }).execute();
    },
    async close() {
      await beside.close();
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
