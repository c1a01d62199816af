import type { ComponentType } from 'react';
import { StaffScreen } from '../features/staff/staff-screen.tsx';

const Nothing = () => null;

/**
 * What the features put into the shell; the one place where the shell names them.
 * - `LookUp`: in the top bar, always reachable; `Calls`: beside it, the strip of calls.
 * - `Notices`: strips of a feature's own among the shell's (`Banner shape="strip"`).
 * - `Desk`, `Log`, `Staff`: the views. Each fills its place and scrolls inside itself.
 */
export const slots: Readonly<
  Record<'LookUp' | 'Calls' | 'Notices' | 'Desk' | 'Log' | 'Staff', ComponentType>
> = {
  LookUp: Nothing,
  Calls: Nothing,
  Notices: Nothing,
  Desk: Nothing,
  Log: Nothing,
  Staff: StaffScreen,
};
