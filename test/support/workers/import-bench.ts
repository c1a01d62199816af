import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { planFile } from '#main/import/file-plan.ts';
import { readRecords } from '#main/import/read-records.ts';
import type { ByteSource } from '#main/import/records.ts';
import { systemClock } from '#main/platform/clock.ts';
import { pieceBytes } from '#shared/contract/import.contract.ts';
import { demo } from '../demo-people.ts';
import { csv, person } from '../import/files.ts';
import { filesAt, importWorkers, workOff } from '../import/import-work.ts';
import { timed } from '../statistics.ts';
import { demoFolder, must, openBackend, signIn } from '../test-desk.ts';

/*
 * Imports a file of so many rows, in a process of its own so that its memory is that alone, and
 * prints what each part took (milliseconds) and the most memory there was (MiB).
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000' } } });
const rows = Number(values.rows);
const folder = await demoFolder();
const file = join(folder, 'accounts.csv');

async function writeFile(): Promise<void> {
  const stream = createWriteStream(file);
  for (let row = 0; row < rows; row++) {
    const [headings = '', line = ''] = csv([person({ clientId: String(7_000_001 + row) })]).split(
      '\r\n',
    );
    if (!stream.write(`${row === 0 ? `${headings}\r\n` : ''}${line}\r\n`))
      await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

async function parseAlone(source: ByteSource): Promise<number> {
  let parsed = 0;
  const plan = await planFile(source, {});
  for await (const record of readRecords(source, plan)) if ('cells' in record) parsed += 1;
  return parsed;
}

let peak = 0;
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);

await writeFile();
const { size } = await stat(file);
const handle = await open(file);
const bytes = async (offset: number, length: number) => {
  const buffer = Buffer.alloc(Math.min(length, size - offset));
  await handle.read(buffer, 0, buffer.length, offset);
  return buffer;
};
let parsed = 0;
const parse = await timed(async () => {
  parsed = await parseAlone({ size, read: bytes });
});
const backend = await openBackend(folder);
const atDesk = () => signIn(backend, demo.supervisor.username, demo.supervisor.password);
const { desk } = await atDesk();
const files = filesAt(desk);
const { runId, pieces } = must(await desk.import.begin({ bytes: size }));
const receive = await timed(async () => {
  for (let number = 0; number < pieces; number++) {
    const data = (await bytes(number * pieceBytes, pieceBytes)).toString('base64');
    must(await desk.import.receive({ runId, number, data }));
  }
});
await handle.close();
const workers = await importWorkers(folder, systemClock, {});
peak = 0;
await files.read(runId);
const read = await timed(() => workOff(workers.importing));
const readPeak = peak;
peak = 0;
await files.apply(runId);
const apply = await timed(() => workOff(workers.importing));
clearInterval(sampler);
// A million rows take so long that the desk has locked itself meanwhile.
const view = await filesAt((await atDesk()).desk).view(runId);
await workers.close();
await backend.close();
await rm(folder, { recursive: true, force: true });
const mebibytes = (amount: number) => amount / 1024 ** 2;
const peaks = { readPeak: mebibytes(readPeak), applyPeak: mebibytes(peak) };
const done = view.state === 'applied' ? view.rows.new : 0;
process.stdout.write(
  `${JSON.stringify({ parsed, done, parse, receive, read, apply, ...peaks })}\n`,
);
