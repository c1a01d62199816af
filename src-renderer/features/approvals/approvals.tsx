import { useState } from 'react';
import type { ApprovalView } from '#shared/contract/approvals.contract.ts';
import { accountStrings } from '../../strings/accounts.ts';
import { approvalsStrings as words } from '../../strings/approvals.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './approvals.module.css';
import { loadApprovals, useApprovalsStore } from './approvals.store.ts';
import { DecideForm } from './decide-form.tsx';

/** What waits for a supervisor's decision, oldest first; one is decided at a time. */
export function Approvals() {
  const { approvals, error } = useApprovalsStore();
  const [decidingId, setDecidingId] = useState<number | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void loadApprovals()} />;
  if (approvals === null) return <Spinner label={words.loading} />;
  if (approvals.length === 0) return <EmptyState title={words.empty}>{words.emptyHelp}</EmptyState>;
  return (
    <>
      <p className={styles.intro}>{words.intro}</p>
      <ul aria-label={words.list} className={styles.list}>
        {approvals.map((request) => (
          <li key={request.approvalId} className={styles.item}>
            <RequestFacts request={request} />
            {request.approvalId === decidingId ? (
              <DecideForm request={request} onDone={() => setDecidingId(null)} />
            ) : (
              request.mayDecide && (
                <Button
                  label={words.decideFor(request.contactName)}
                  onPress={() => setDecidingId(request.approvalId)}
                >
                  {words.decide}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function RequestFacts({ request }: { request: ApprovalView }) {
  return (
    <div className={styles.facts}>
      <p className={styles.contact}>
        <bdi>{request.contactName}</bdi>
      </p>
      <p className={styles.account}>
        <bdi>{request.accountName}</bdi> {accountStrings.clientId(request.clientId)}
      </p>
      <p className={styles.subject}>{request.requestLabel ?? words.enable}</p>
      <p>
        {words.calledBack[request.calledBack]} {words.by(request.requestedByName)},{' '}
        <Time at={request.requestedAt} />
      </p>
      {!request.mayDecide && <p className={styles.own}>{words.own}</p>}
    </div>
  );
}
