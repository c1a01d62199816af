import { expect, onTestFinished, test } from 'vitest';
import { LogFollower } from '#main/events/log-follower.ts';
import type { AuditRecord } from '#shared/contract/audit.contract.ts';
import { KeptLog } from '#test/support/kept-log.ts';

test('a log that has lost its end is followed from the new one, and that is told', async () => {
  let end = 12;
  let wake = () => {};
  const told: (number | 'gone')[] = [];
  const follower = new LogFollower({
    logger: new KeptLog(),
    records: {
      async onRecord(woken) {
        wake = woken;
        return { stop: async () => {} };
      },
    },
    log: {
      lastSeq: async () => end,
      records: async (after) => ({
        records: Array.from({ length: Math.max(end - after, 0) }, (_, index) => {
          return { seq: after + index + 1 } as AuditRecord;
        }),
        next: null,
      }),
    },
    onRecords: (records) => void told.push(...records.map(({ seq }) => seq)),
    onGone: () => void told.push('gone'),
  });
  onTestFinished(() => follower.rest());
  const woken = async () => {
    wake();
    await follower.inTurn(async () => {});
  };
  await follower.inTurn(() => follower.follow());
  await woken();
  expect(told).toEqual([]);
  end = 9;
  await woken();
  expect(told).toEqual(['gone']);
  expect(follower.told).toBe(9);
  end = 10;
  await woken();
  expect(told).toEqual(['gone', 10]);
});
