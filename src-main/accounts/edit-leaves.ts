import type { Leave } from '#shared/contract/leave.ts';
import { changeOfPart, type EditPart, editParts, partOf } from '#shared/rules/account-edit.ts';
import type { EditField } from '#shared/rules/account-fields.ts';
import type { LeaveService, TakenLeave } from '../leave/leave.service.ts';
import { LeaveRefusal } from '../leave/leave-refusal.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Tx } from '../platform/database/schema.ts';

/** The leave had for each part of an account that is edited. */
export type PartLeaves = ReadonlyMap<EditPart, TakenLeave>;

/** Leave for whichever part this colleague may edit now; refuses as for the first where it is none. */
export async function leaveForAny(
  leaves: LeaveService,
  tx: Tx,
  who: SignedIn,
  accountId: number,
  given: Leave,
): Promise<TakenLeave> {
  const refusals: LeaveRefusal[] = [];
  for (const part of editParts) {
    try {
      return await leaves.take(tx, who, accountId, changeOfPart[part], given);
    } catch (error) {
      if (!(error instanceof LeaveRefusal)) throw error;
      refusals.push(error);
    }
  }
  throw refusals[0] ?? new Error('An account has no part to edit');
}

interface Named {
  readonly accountId: number;
  readonly details: object;
  readonly leave: Leave;
}

/** Leave for every part that is named, before anything tells whether it would change. */
export async function leavesForParts(
  leaves: LeaveService,
  tx: Tx,
  who: SignedIn,
  { accountId, details, leave }: Named,
): Promise<PartLeaves> {
  const named = new Set((Object.keys(details) as EditField[]).map(partOf));
  const had = new Map<EditPart, TakenLeave>();
  for (const part of editParts.filter((one) => named.has(one)))
    had.set(part, await leaves.check(tx, who, accountId, changeOfPart[part], leave));
  return had;
}

/** Whom a record of a change to an account is about, and by whose leave. */
export function about(who: SignedIn, accountId: number, taken: TakenLeave) {
  const { contactId, verificationId, channel } = taken;
  const actor = { staffId: who.staffId, role: who.role };
  return { actor, accountId, contactId, verificationId, channel } as const;
}
