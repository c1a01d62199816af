import type { ReactNode } from 'react';
import type { Leave } from '#shared/contract/leave.ts';

/** What each kind of help is given: for which account, and by what right. */
export interface PortalPartProps {
  accountId: number;
  /** Null while something is missing; `onLacking` is called when it is wanted all the same. */
  leave: Leave | null;
  onLacking?: () => void;
  /** At the head of the form: where leave comes from, if that is not settled yet. */
  children?: ReactNode;
}
