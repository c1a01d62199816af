import type { FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import {
  type ImportedRow,
  type ImportState,
  type ImportView,
  pieceBytes,
} from '#shared/contract/import.contract.ts';
import { importFailureWords, rowReasonWords } from '#shared/contract/import-words.ts';
import { byteOrderMark, csvLine } from '#shared/rules/delimited-text.ts';
import { roughTime } from '#shared/rules/rough-time.ts';
import { CommandFailure } from './exit.ts';
import { type ImportMap, mappingBy } from './import-map.ts';
import type { OperatorCall } from './operator.ts';
import { printNote } from './output.ts';
import { writtenOut } from './written-out.ts';

/** How often a run that goes on is looked at, and a line is written of it (milliseconds). */
const lookEvery = 250;
const noteEvery = 2000;

/**
 * Begins a run, or finds the one that waits for the rest of a file of that size. `isNew` tells which:
 * the other may be somebody else's.
 */
export async function beginRun(
  call: OperatorCall,
  bytes: number,
): Promise<{ run: ImportView; isNew: boolean }> {
  const { runs } = await call('import', 'list', {});
  const waiting = runs.find((run) => run.state === 'receiving' && run.bytes === bytes);
  if (waiting) return { run: waiting, isNew: false };
  return { run: await call('import', 'begin', { bytes }), isNew: true };
}

/** Sends the whole file: what had come before is sent again, and has to be the same. */
export async function sendFile(
  call: OperatorCall,
  file: FileHandle,
  { runId, bytes, pieces }: ImportView,
): Promise<void> {
  const note = everySoOften();
  for (let number = 0; number < pieces; number++) {
    const start = number * pieceBytes;
    const piece = Buffer.alloc(Math.min(pieceBytes, bytes - start));
    const { bytesRead } = await file.read(piece, 0, piece.length, start);
    if (bytesRead < piece.length)
      throw new CommandFailure('The file became shorter while it was read. Import it again.');
    await call('import', 'receive', { runId, number, data: piece.toString('base64') });
    note(() => `Bringing the file in: ${number + 1} of ${pieces} pieces …`);
  }
}

/** Has the columns read as the map says, or as they are known; then the whole file. */
export async function readFile(
  call: OperatorCall,
  runId: number,
  map: ImportMap | null,
): Promise<ImportView> {
  const { format = null, encoding = null, delimiter = null, sheet = null } = map ?? {};
  const how = { format, encoding, delimiter, sheet };
  const preview = await call('import', 'preview', { runId, how, mapping: null });
  if (preview.kind === 'unreadable') {
    const line = preview.line === null ? '' : ` It is about line ${preview.line}.`;
    throw new CommandFailure(`${importFailureWords[preview.problem]}${line}`);
  }
  if (map === null && preview.system === null && !preview.remembered)
    throw new CommandFailure(
      'The columns are of no system that is known here. Say with --map which of them holds what.',
    );
  const mapping = map === null ? preview.mapping : mappingBy(map, preview.headings);
  const read = [preview.format, preview.encoding].filter(Boolean).join(', ');
  const looks =
    map === null && preview.system ? `; it looks like an export of ${preview.system}` : '';
  printNote(`The file is read as ${read}${looks}. Taken over: ${Object.keys(mapping).join(', ')}.`);
  const defaults = { country: map?.country ?? preview.defaults.country };
  await call('import', 'read', { runId, how, mapping, defaults });
  return untilOver(call, runId, ['reading'], 'Reading the file');
}

/** Waits while a run is in one of these states; fails when it was given up. */
export async function untilOver(
  call: OperatorCall,
  runId: number,
  states: readonly ImportState[],
  doing: string,
): Promise<ImportView> {
  const note = everySoOften();
  for (;;) {
    const run = await call('import', 'view', { runId });
    if (run.state === 'failed')
      throw new CommandFailure(run.failure ? importFailureWords[run.failure] : 'It failed.');
    if (!states.includes(run.state)) return run;
    note(() => `${doing}${farWords(run)} …`);
    await setTimeout(lookEvery);
  }
}

/** Waits until no code of the run waits to be hashed. */
export async function untilHashed(call: OperatorCall, runId: number): Promise<void> {
  const note = everySoOften();
  for (;;) {
    const { codes } = await call('import', 'view', { runId });
    if (codes.waiting === 0) return;
    const left = codes.left === null ? '' : `, ${roughTime(codes.left)} left`;
    note(() => `Hashing codes: ${codes.brought - codes.waiting} of ${codes.brought}${left} …`);
    await setTimeout(lookEvery);
  }
}

/** Writes the refused rows as CSV to a new file that only its owner reads. */
export function writeRefused(call: OperatorCall, runId: number, file: string): Promise<void> {
  return writtenOut(file, async (write) => {
    await write(byteOrderMark + csvLine(['Line', 'Column', 'Holds', 'Why']));
    for (let after: number | null = 0; after !== null; ) {
      const page: { rows: ImportedRow[]; next: number | null } = await call('import', 'rows', {
        runId,
        verdict: 'refused',
        after,
      });
      await write(page.rows.map(refusedLine).join(''));
      after = page.next;
    }
  });
}

function refusedLine({ line, column, target, problem }: ImportedRow): string {
  const why = problem === null ? '' : rowReasonWords[problem];
  return csvLine([String(line), column === null ? '' : String(column + 1), target ?? '', why]);
}

function farWords({ progress }: ImportView): string {
  if (!progress || progress.of === 0) return '';
  return `: ${Math.floor((progress.done / progress.of) * 100)} %`;
}

/** Writes a line on standard error, but not more often than every two seconds. */
function everySoOften(): (line: () => string) => void {
  let next = performance.now() + noteEvery;
  return (line) => {
    if (performance.now() < next) return;
    next = performance.now() + noteEvery;
    printNote(line());
  };
}
