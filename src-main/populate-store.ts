import { requestCatalogue } from '#shared/rules/request-catalogue.ts';
import type { Store } from './platform/database/schema.ts';
import type { Rooms } from './rooms.ts';
import type { FirstContent } from './setup/build-store.ts';

/** Fills a new store: the first supervisor, the request catalogue, and demo data if asked for. */
export async function populateStore(
  rooms: Rooms,
  store: Store,
  { supervisor }: FirstContent,
): Promise<void> {
  const { password, ...colleague } = supervisor;
  const hash = await rooms.passwords.prepare(colleague.username, password);
  await store.transaction().execute(async (tx) => {
    const system = { staffId: null, role: 'system' } as const;
    await rooms.audit.append(tx, { actor: system, action: 'store.created', outcome: 'done' });
    const first = { ...colleague, role: 'supervisor', worksOn: 'both' } as const;
    await rooms.staff.insert(tx, system, first, hash, false);
    for (const [position, request] of requestCatalogue.entries())
      await tx
        .insertInto('request')
        .values({
          id: request.requestId,
          label: request.label,
          tier: request.tier,
          permission: request.permission,
          needs_approval: request.needsApproval ? 1 : 0,
          position,
        })
        .execute();
  });
}
