import { rm } from 'node:fs/promises';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { demo } from './demo-people.ts';
import { demoFolder, openBackend, openStoreOf, signIn, TestClock } from './test-desk.ts';

/**
 * A desk on demo data whose codes are hashed at the full cost as they are used, for measuring.
 * `forget` clears what throttles count, so that a measurement can try as often as it needs.
 */
export async function fullCostDesk() {
  const folder = await demoFolder();
  const clock = new TestClock();
  const backend = await openBackend(folder, { clock, hashCost: fullHashCost });
  const { desk } = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
  const beside = await openStoreOf(folder);
  return {
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
