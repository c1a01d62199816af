import { create } from 'zustand';
import type { StaffView } from '#shared/contract/staff.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { onSessionEnded, sitting } from '../session/session.store.ts';

interface StaffState {
  readonly staff: readonly StaffView[] | null;
  readonly error: CallError | null;
}

const nothing: StaffState = { staff: null, error: null };

/** Everybody who has or had a sign-in. */
export const useStaffStore = create<StaffState>(() => nothing);

/** Loads the list again; what is shown stays until the answer is there. */
export async function loadStaff(): Promise<void> {
  const holds = sitting();
  const result = await desk.staff.list({});
  if (!holds()) return;
  if (result.ok) useStaffStore.setState({ staff: result.value.staff, error: null });
  else useStaffStore.setState({ error: result.error });
}

onSessionEnded(() => useStaffStore.setState(nothing));
