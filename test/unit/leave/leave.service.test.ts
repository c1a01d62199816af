import { describe, expect, test } from 'vitest';
import { type GrantedCall, LeaveService } from '#main/leave/leave.service.ts';
import type { SignedIn } from '#main/platform/call.ts';
import type { Tx } from '#main/platform/database/schema.ts';
import type { Permission } from '#shared/contract/fields.ts';
import type { Leave } from '#shared/contract/leave.ts';
import type { GrantLists } from '#shared/rules/grant-rules.ts';
import { type Change, requestOf } from '#shared/rules/leave-rules.ts';
import { requestCatalogue } from '#shared/rules/request-catalogue.ts';

const now = 1_800_000_000_000;
const minute = 60_000;
const tx = {} as Tx;
const agent: SignedIn = { sessionId: 1, staffId: 7, role: 'agent' };
const supervisor: SignedIn = { sessionId: 2, staffId: 8, role: 'supervisor' };
const call: Leave = { by: 'call', verificationId: 4 };
const changes = Object.keys(requestOf) as Change[];
const noLists: GrantLists = { allowed: [], afterStepUp: [], afterApproval: [], notPermitted: [] };

/** The owner where somebody else calls; who is on the account no more; an authorized contact. */
const ownerId = 5;
const nobodyId = 6;
const otherId = 9;

interface Situation {
  readonly list?: keyof GrantLists;
  /** When an approval was decided; none without it. */
  readonly approvedAt?: number;
  readonly call?: Partial<GrantedCall> | null;
  readonly caller?: { isOwner: boolean; permissions: readonly Permission[] } | null;
  readonly created?: { staffId: number | null; at: number };
  readonly opened?: boolean;
}

/** Leave where the grant has every request in one list. */
function leaves({ list, call, caller, ...rest }: Situation) {
  const all = Object.values(requestOf);
  const reasons: string[] = [];
  const service = new LeaveService({
    clock: { now: () => now },
    audit: {
      append: async () => {},
      appendAll: async () => {},
      keepReason: async (_tx, text) => reasons.push(text),
    },
    grantedCall: async () =>
      call === null
        ? null
        : {
            ...{ accountId: 1, contactId: 3, channel: 'phone' },
            lists: list ? { ...noLists, [list]: all } : noLists,
            ...call,
          },
    callerOf: async (_store, _account, contactId) => {
      if (contactId === ownerId) return { contactId, isOwner: true, permissions: [] };
      if (contactId === nobodyId || caller === null) return undefined;
      if (contactId === otherId) return { contactId, isOwner: false, permissions: [] };
      return { contactId, ...(caller ?? { isOwner: true, permissions: [] }) };
    },
    permissionOf: async (_store, requestId) =>
      requestCatalogue.find((request) => request.requestId === requestId)?.permission,
    approved: async (_store, { since }) => ((rest.approvedAt ?? 0) > since ? 5 : null),
    createdBy: async () => rest.created,
    isOpenedBy: async () => rest.opened ?? true,
    beingImported: async () => false,
  });
  return { service, reasons };
}

/** `leave`, or what is missing for it. */
async function ask(
  situation: Situation,
  change: Change,
  {
    who = agent,
    given = call,
    holder,
  }: { who?: SignedIn; given?: Leave; holder?: number | null } = {},
): Promise<string> {
  try {
    await leaves(situation).service.take(tx, who, 1, change, given, holder);
    return 'leave';
  } catch (error) {
    const { code, details } = error as { code: string; details?: { need: string } };
    return code === 'not_allowed' ? (details?.need ?? '') : code;
  }
}

describe.each(changes)('%s', (change) => {
  test.each([
    ['allowed', undefined, 'leave'],
    ['afterStepUp', undefined, 'step_up'],
    ['afterStepUp', now - 14 * minute, 'leave'],
    ['afterStepUp', now - 15 * minute, 'step_up'],
    ['afterApproval', undefined, 'approval'],
    ['afterApproval', now - 14 * minute, 'leave'],
    ['afterApproval', now - 15 * minute, 'approval'],
    ['notPermitted', now - minute, 'permission'],
    [undefined, now - minute, 'permission'],
  ] as const)('in the list %s, approved at %s: %s', async (list, approvedAt, outcome) => {
    for (const who of [agent, supervisor])
      expect(
        await ask({ ...(list && { list }), ...(approvedAt && { approvedAt }) }, change, { who }),
      ).toBe(outcome);
  });

  test('needs a call in progress on this account whose caller may still ask', async () => {
    const list = 'allowed';
    expect(await ask({ list, call: null }, change)).toBe('verification');
    expect(await ask({ list, call: { accountId: 2 } }, change)).toBe('verification');
    expect(await ask({ list, caller: null }, change)).toBe('permission');
    const request = requestCatalogue.find(({ requestId }) => requestId === requestOf[change]);
    const withNothing = { isOwner: false, permissions: [] };
    const mayStill = request?.permission === null ? 'leave' : 'permission';
    expect(await ask({ list, caller: withNothing }, change)).toBe(mayStill);
    expect(await ask({ list, opened: false }, change)).toBe('not_found');
  });

  test('without a call takes a supervisor’s reason, and nobody else’s', async () => {
    const given: Leave = { by: 'reason', reason: 'A letter came' };
    expect(await ask({}, change, { who: supervisor, given })).toBe('leave');
    expect(await ask({}, change, { who: agent, given })).toBe('supervisor');
    expect(await ask({ opened: false }, change, { who: supervisor, given })).toBe('not_found');
  });

  test('on an account of one’s own making is for its first codes, contacts and orders, for an hour', async () => {
    const given: Leave = { by: 'creation', channel: 'chat' };
    const first: Change[] = [
      ...(['contact.add', 'code.main', 'code.own', 'access.give'] as const),
      ...(['portal.send_set_password', 'order.note'] as const),
    ];
    const made = (staffId: number | null, at: number) =>
      ask({ created: { staffId, at } }, change, { given });
    expect(await made(7, now - 59 * minute)).toBe(
      first.includes(change) ? 'leave' : 'verification',
    );
    expect(await made(7, now - 60 * minute)).toBe('verification');
    expect(await made(7, now + 5 * minute)).toBe('verification');
    expect(await made(8, now - minute)).toBe('verification');
    expect(await made(null, now - minute)).toBe('verification');
    expect(await ask({}, change, { given })).toBe('verification');
    expect(await ask({ opened: false }, change, { given })).toBe('not_found');
  });
});

const ofCodes = changes.filter((change) => change.startsWith('code.'));
describe.each([
  ['the owner', true, [], { own: true, main: true, others: true, owners: true }],
  [
    'a contact with the owner’s rights',
    false,
    ['security', 'owner'],
    { own: true, main: true, others: true, owners: false },
  ],
  [
    'another contact',
    false,
    ['security'],
    { own: true, main: false, others: false, owners: false },
  ],
] as const)('%s', (_who, isOwner, permissions, may) => {
  test.each(ofCodes)('has it done to whose codes they may: %s', async (change) => {
    const call = { contactId: 3 };
    const situation = { list: 'allowed', caller: { isOwner, permissions }, call } as const;
    const asOutcome = (allowed: boolean) => (allowed ? 'leave' : 'permission');
    expect(await ask(situation, change, { holder: 3 })).toBe(asOutcome(may.own));
    expect(await ask(situation, change, { holder: null })).toBe(asOutcome(may.main));
    expect(await ask(situation, change, { holder: otherId })).toBe(asOutcome(may.others));
    expect(await ask(situation, change, { holder: nobodyId })).toBe(asOutcome(may.others));
    if (!isOwner)
      expect(await ask(situation, change, { holder: ownerId })).toBe(asOutcome(may.owners));
  });

  test.each(ofCodes)('is asked nothing where a supervisor gives a reason: %s', async (change) => {
    const given: Leave = { by: 'reason', reason: 'A letter came' };
    const situation = { caller: { isOwner, permissions } } as const;
    for (const holder of [null, 3, ownerId])
      expect(await ask(situation, change, { who: supervisor, given, holder })).toBe('leave');
  });
});

test('a reason is kept once, with the change and not with what comes before it', async () => {
  const { service, reasons } = leaves({});
  const given: Leave = { by: 'reason', reason: 'A letter came' };
  await service.check(tx, supervisor, 1, 'code.main', given);
  expect(reasons).toEqual([]);
  const taken = await service.take(tx, supervisor, 1, 'code.main', given);
  expect(reasons).toEqual(['A letter came']);
  expect(taken).toMatchObject({ by: 'reason', auditDetails: { leave: 'reason', reasonId: 1 } });
});
