import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { appendAll, fillLog, newAuditLog, storeCreated } from '#test/support/audit-log.ts';
import { startProgram } from '#test/support/processes.ts';

const worker = new URL('../../support/workers/audit-appends.ts', import.meta.url).pathname;

test('two processes and this one write one chain, whole and without a gap', async () => {
  const { store, audit, place, auditKey } = await newAuditLog();
  await appendAll(store, audit, [storeCreated]);
  const workers = [1, 2].map((staffId) =>
    startProgram(worker, [JSON.stringify(place), auditKey.toString('hex'), String(staffId), '150']),
  );
  for (const { line } of workers) expect(await line()).toBe('ready');
  for (const { say } of workers) say('go');
  const ended = Promise.all(workers.map((it) => it.ended()));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  // A check in the midst of it never takes a growing log for a broken one.
  while (running) expect((await audit.check()).problems).toEqual([]);
  await Promise.all(
    Array.from({ length: 20 }, () => appendAll(store, audit, [storeCreated, storeCreated])),
  );
  for (const { child } of workers) expect(child.exitCode).toBe(0);
  expect(await audit.check()).toMatchObject({ whole: true, records: 341 });
  const { records } = await audit.records(0, 1000);
  expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 341 }, (_, at) => at + 1));
  for (const staffId of [1, 2])
    expect(
      records.filter(({ actorId }) => actorId === staffId).map(({ details }) => details['time']),
    ).toEqual(Array.from({ length: 150 }, (_, time) => time));
});

test('a check of 50,000 records lets the event loop turn', async () => {
  const { store, audit, auditKey } = await newAuditLog();
  await fillLog(store, auditKey, 50_000, (seq) => ({ accountId: seq }));
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 5);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  const result = await audit.check();
  const took = performance.now() - started;
  delay.disable();
  clearInterval(ticking);
  expect(result).toMatchObject({ whole: true, records: 50_000, checkpoints: 50 });
  console.log(
    `checked 50,000 records in ${took.toFixed(0)} ms; event-loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, most ${(delay.max / 1e6).toFixed(1)} ms`,
  );
  // Not a matter of speed: were the loop held throughout, no timer would fire at all.
  expect(turns).toBeGreaterThan(10);
});
