import { expect, test } from 'vitest';
import { pieceBytes } from '#shared/contract/import.contract.ts';
import { csv, person } from '#test/support/import/files.ts';
import { generatedFile } from '#test/support/import/generated-files.ts';
import { newImportRoom } from '#test/support/import/import-room.ts';
import { asItLooks } from '#test/support/import/import-work.ts';
import { must } from '#test/support/test-desk.ts';

const files = 15;
const reason = 'Whatever this file is';

test('a file that breaks off after rows that were fine applies none of them, and leaves none of them behind', async () => {
  const room = await newImportRoom();
  const before = await room.accounts();
  const rows = Array.from({ length: 300 }, (_, at) => person({ clientId: `${700_000 + at}` }));
  const view = await room.dryRun(`${csv(rows)}\r\n"700999`);
  expect(view).toMatchObject({ state: 'receiving', failure: 'unclosed_quote', rows: { read: 0 } });
  const applied = await room.supervisor.desk.import.apply({ runId: view.runId, reason });
  expect(applied).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(await room.accounts()).toEqual(before);
  must(await room.supervisor.desk.import.cancel({ runId: view.runId }));
  await room.work();
  const kept = await room.store
    .selectFrom('import_row')
    .select('number')
    .where('run_id', '=', view.runId)
    .execute();
  expect(kept).toEqual([]);
});

test('whatever a file is, it is read to its end or nothing of it is applied, and it can be taken back', async () => {
  const room = await newImportRoom();
  const desk = room.supervisor.desk.import;
  const before = await room.accounts();
  const ends = { whole: 0, unreadable: 0, broken: 0 };
  for (let number = 1; number <= files; number++) {
    const { bytes, kind } = generatedFile(number);
    if (bytes.length === 0) continue;
    const { runId, pieces } = must(await desk.begin({ bytes: bytes.length }));
    for (let at = 0; at < pieces; at++) {
      const data = bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes).toString('base64');
      must(await desk.receive({ runId, number: at, data }));
    }
    const preview = must(await desk.preview({ runId, how: asItLooks, mapping: null }));
    const mapping = preview.kind === 'preview' ? preview.mapping : { clientId: 0 };
    await desk.read({ runId, how: asItLooks, mapping, defaults: { country: 'NO' } });
    await room.work();
    const read = await room.files.view(runId);
    const applied = await desk.apply({ runId, reason });
    await room.work();
    const { state, rows } = await room.files.view(runId);
    if (preview.kind !== 'preview') ends.unreadable += 1;
    else ends[read.state === 'ready' ? 'whole' : 'broken'] += 1;
    const takes = read.state === 'ready' && rows.new + rows.changed > 0;
    expect(applied.ok, `${number}: ${kind}`).toBe(takes);
    if (takes) {
      expect(state, `${number}: ${kind}`).toBe('applied');
      must(await room.files.undo(runId));
      await room.work();
    } else must(await desk.cancel({ runId }));
    expect(await room.accounts(), `${number}: ${kind}`).toEqual(before);
  }
  expect(Math.min(ends.whole, ends.unreadable)).toBeGreaterThan(1);
});
