import { setTimeout as wait } from 'node:timers/promises';
import type { ImportView } from '#shared/contract/import.contract.ts';
import { buildDesk } from '#shared/contract/index.ts';
import { csv, person } from '../import/files.ts';
import { filesAt } from '../import/import-work.ts';
import { must } from '../test-desk.ts';
import type { Canaries } from './canaries.ts';
import type { SecretsClient } from './secrets-desk.ts';

/**
 * Codes that come by a file, in rows that are taken and rows that are refused, until they are hashed;
 * then all accounts in both forms of export.
 */
export async function walkImport(supervisor: SecretsClient, canaries: Canaries): Promise<void> {
  const desk = buildDesk((channel, input) => supervisor.call(channel, input));
  const files = filesAt(desk);
  const code = (path: string) => canaries.secret(path, 'import.receive');
  const twice = code('a code that two people of a row have');
  const rows = [
    person({
      ...{ clientId: '970001', code: code('a main code from a file') },
      contactCode: code('an own code from a file'),
    }),
    person({ clientId: '970002', code: twice, contactCode: twice }),
    person({ clientId: '970003', email: 'none', code: code('a code of a row that is refused') }),
    person({ clientId: '970004', company: canaries.card('a card number in a file') }),
  ];
  const until = async (runId: number, there: (view: ImportView) => boolean) => {
    let view = await files.view(runId);
    for (; !there(view); view = await files.view(runId)) await wait(100);
    return view;
  };
  const runId = await files.send(csv(rows));
  await files.read(runId);
  const found = await until(runId, ({ state }) => state !== 'reading');
  const { length } = await files.refused(runId);
  if (found.state !== 'ready' || length !== 3)
    throw new Error(`The dry run came to ${found.state} with ${length} rows refused`);
  await files.apply(runId);
  await until(runId, ({ state, codes }) => state === 'applied' && codes.waiting === 0);
  for (const format of ['csv', 'jsonl'] as const) {
    const reason = 'For the yearly count';
    must(await desk.accounts.export({ page: 'first', format, reason }));
  }
}
