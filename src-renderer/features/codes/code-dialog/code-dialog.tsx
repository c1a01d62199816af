import { useCallback, useEffect, useState } from 'react';
import type { CodesView } from '#shared/contract/codes.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../../bridge/desk.ts';
import { codesStrings as words } from '../../../strings/set-code.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { ErrorState } from '../../../ui/state-message.tsx';
import { useAccountStore } from '../../accounts/account.store.ts';
import { type CodeHolder, closeCodeDialog, useCodeDialog } from '../code-dialog.store.ts';
import { CodeDesk } from './code-desk.tsx';

/** The dialogue about the codes of the account on screen, while it is asked for. */
export function CodeDialog() {
  const holder = useCodeDialog((state) => state.holder);
  const account = useAccountStore((state) => state.account);
  if (holder === null || account?.accountId !== holder.accountId) return null;
  return (
    <Dialog open sticky width="large" title={words.title(account.name)} onClose={closeCodeDialog}>
      <Codes first={holder} />
    </Dialog>
  );
}

function Codes({ first }: { first: CodeHolder }) {
  const { accountId } = first;
  const [codes, setCodes] = useState<CodesView | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const load = useCallback(async () => {
    const found = await desk.codes.view({ accountId });
    setError(found.ok ? null : found.error);
    if (found.ok) setCodes(found.value);
  }, [accountId]);
  useEffect(() => void load(), [load]);
  if (error) return <ErrorState error={error} onRetry={() => void load()} />;
  if (codes === null) return <Spinner label={words.loading} />;
  return <CodeDesk codes={codes} first={first.contactId} onChanged={setCodes} onConflict={load} />;
}
