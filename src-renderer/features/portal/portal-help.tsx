import { requestOf } from '#shared/rules/leave-rules.ts';
import { ResetStart } from './reset-start.tsx';
import { UsernameSheet } from './username-sheet.tsx';

interface PortalHelpProps {
  verificationId: number;
  accountId: number;
  /** What the caller asks for and may. */
  requestId: string;
}

/** What the desk does of itself for a request about the Portal; nothing for any other request. */
export function PortalHelp({ verificationId, accountId, requestId }: PortalHelpProps) {
  const parts = { accountId, leave: { by: 'call', verificationId } } as const;
  const key = `${verificationId} ${requestId}`;
  if (requestId === requestOf['portal.tell_username'])
    return <UsernameSheet key={key} {...parts} />;
  if (requestId === requestOf['portal.start_reset']) return <ResetStart key={key} {...parts} />;
  return null;
}
