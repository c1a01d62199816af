import { join } from 'node:path';
import { requestCatalogue } from '#shared/rules/request-catalogue.ts';
import { AccountWriter } from './accounts/account-writer.ts';
import { readDemoData } from './demo/demo-data.ts';
import { loadDemo } from './demo/demo-loader.ts';
import { demoColleagues } from './demo/demo-tour.ts';
import type { Actor } from './platform/call.ts';
import type { Store } from './platform/database/schema.ts';
import { fullText } from './platform/database/word-index/full-text.ts';
import type { Rooms } from './rooms.ts';
import type { FirstContent } from './setup/build-store.ts';
import { beginData, finishDemo } from './setup/store-data.ts';
import { contactKey } from './throttle/throttle.service.ts';

interface Parts {
  readonly store: Store;
  readonly rooms: Rooms;
  /** The packaged demo data. */
  readonly assetsFolder: string;
  /** Unix milliseconds. */
  readonly now: number;
}

const system: Actor = { staffId: null, role: 'system' };

/** Fills a new store: the first supervisor, the request catalogue, and demo data if asked for. */
export async function populateStore(parts: Parts, content: FirstContent): Promise<void> {
  const { store, rooms } = parts;
  const { password, ...colleague } = content.supervisor;
  const hash = await rooms.passwords.prepare(colleague.username, password);
  await store.transaction().execute(async (tx) => {
    await beginData(tx, content.data === 'demo' ? 'unfinished' : 'empty');
    await rooms.audit.append(tx, { actor: system, action: 'store.created', outcome: 'done' });
    const first = { ...colleague, role: 'supervisor', worksOn: 'both' } as const;
    await rooms.staff.insert(tx, system, first, hash, false);
    await tx
      .insertInto('request')
      .values(
        requestCatalogue.map((request, position) => ({
          id: request.requestId,
          label: request.label,
          tier: request.tier,
          permission: request.permission,
          needs_approval: request.needsApproval ? (1 as const) : (0 as const),
          position,
        })),
      )
      .execute();
  });
  if (content.data === 'empty') return;
  await populateWithDemo(parts, colleague.username);
  await store.transaction().execute(finishDemo);
}

/** The demo's accounts and colleagues; the first supervisor may be one of the latter. */
async function populateWithDemo(
  { store, rooms, assetsFolder, now }: Parts,
  firstUsername: string,
): Promise<void> {
  await loadDemo(
    {
      store,
      audit: rooms.audit,
      hasher: rooms.hasher,
      accounts: new AccountWriter(fullText),
      contactKey,
      now,
      actor: system,
    },
    readDemoData(join(assetsFolder, 'demo-data.json')),
  );
  for (const { password, ...colleague } of demoColleagues) {
    if (colleague.username === firstUsername) continue;
    const hash = await rooms.passwords.prepare(colleague.username, password);
    await store
      .transaction()
      .execute((tx) => rooms.staff.insert(tx, system, colleague, hash, false));
  }
}
