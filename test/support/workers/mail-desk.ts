import { openBackend } from '../test-desk.ts';

/* A desk process that works beside its calls, until it is killed. Says `ready` when it is open. */
const [folder = ''] = process.argv.slice(2);
await openBackend(folder, { workers: true });
process.stdout.write('ready\n');
process.stdin.resume();
