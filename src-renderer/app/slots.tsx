import type { ComponentType } from 'react';
import { ApprovalsNotice } from '../features/approvals/approvals-notice.tsx';
import { LogScreen } from '../features/audit/log-screen.tsx';
import { StaffScreen } from '../features/staff/staff-screen.tsx';
import { CallsStrip } from '../features/verification/calls-strip.tsx';
import { DeskLookUp } from '../features/verification/desk-look-up.tsx';
import { DeskScreen } from '../features/verification/desk-screen.tsx';
import { DataScreen } from './data-screen.tsx';

/**
 * What the features put into the shell; the one place where the shell names them.
 * - `LookUp`: in the top bar, always reachable; `Calls`: beside it, the strip of calls.
 * - `Notices`: strips of a feature's own among the shell's (`Banner shape="strip"`).
 * - `Desk`, `Log`, `Staff`, `Data`: the views. Each fills its place and scrolls inside itself.
 */
export const slots: Readonly<
  Record<'LookUp' | 'Calls' | 'Notices' | 'Desk' | 'Log' | 'Staff' | 'Data', ComponentType>
> = {
  LookUp: DeskLookUp,
  Calls: CallsStrip,
  Notices: ApprovalsNotice,
  Desk: DeskScreen,
  Log: LogScreen,
  Staff: StaffScreen,
  Data: DataScreen,
};
