import { parseArgs } from 'node:util';
import { systemClock } from '#main/platform/clock.ts';
import { importWorkers, workOff } from '../import/import-work.ts';

/*
 * A process that does what an import's run has to do in a folder's store, and says when it begins
 * and when there is nothing more. It is killed in between.
 */
const { values } = parseArgs({ options: { folder: { type: 'string', default: '' } } });
const { importing, close } = await importWorkers(values.folder, systemClock);
process.stdout.write('working\n');
await workOff(importing);
await close();
process.stdout.write('idle\n');
