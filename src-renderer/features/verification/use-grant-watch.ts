import { useEffect } from 'react';
import { usePulse } from '../session/session.store.ts';
import { refreshCall } from './call-actions.ts';

/**
 * Looks at each pulse whether what a verified caller was granted still stands: it ends before its
 * time when somebody else takes their rights, or closes the account.
 */
export function useGrantWatch(verificationId: number, verified: boolean): void {
  const pulse = usePulse();
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each pulse, what it shows may be old.
  useEffect(() => {
    if (verified) void refreshCall(verificationId);
  }, [pulse, verificationId, verified]);
}
