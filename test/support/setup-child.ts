import { beginAndConfirm, setupOn } from './setup-desk.ts';

/*
 * A process of its own, started and killed by a test: sets a store up in the folder it is given and
 * says so when that is acknowledged.
 */
const { setup } = setupOn(process.argv[2] ?? '');
await setup.start();
const { setupId } = await beginAndConfirm(setup);
process.stdout.write('begun\n');
await setup.finish(setupId, 'empty');
process.stdout.write('acknowledged\n');
await setup.close();
