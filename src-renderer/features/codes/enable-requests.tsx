import { useState } from 'react';
import type { EnableRequestView } from '#shared/contract/codes.contract.ts';
import { accountStrings } from '../../strings/accounts.ts';
import { codesStrings as words } from '../../strings/codes.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { Time } from '../../ui/time.tsx';
import { DecideForm } from './decide-form.tsx';
import styles from './enable-requests.module.css';
import { loadEnableRequests, useEnableRequestsStore } from './enable-requests.store.ts';

/** What waits for a supervisor's decision, oldest first; one is decided at a time. */
export function EnableRequests() {
  const { requests, error } = useEnableRequestsStore();
  const [decidingId, setDecidingId] = useState<number | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void loadEnableRequests()} />;
  if (requests === null) return <Spinner label={words.loading} />;
  if (requests.length === 0) return <EmptyState title={words.empty}>{words.emptyHelp}</EmptyState>;
  return (
    <>
      <p className={styles.intro}>{words.intro}</p>
      <ul aria-label={words.list} className={styles.list}>
        {requests.map((request) => (
          <li key={request.enableRequestId} className={styles.item}>
            <RequestFacts request={request} />
            {request.enableRequestId === decidingId ? (
              <DecideForm request={request} onDone={() => setDecidingId(null)} />
            ) : (
              request.mayDecide && (
                <Button
                  label={words.decideFor(request.contactName)}
                  onPress={() => setDecidingId(request.enableRequestId)}
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

function RequestFacts({ request }: { request: EnableRequestView }) {
  return (
    <div className={styles.facts}>
      <p className={styles.contact}>
        <bdi>{request.contactName}</bdi>
      </p>
      <p className={styles.account}>
        <bdi>{request.accountName}</bdi> {accountStrings.clientId(request.clientId)}
      </p>
      <p>
        {words.calledBack[request.calledBack]} {words.by(request.requestedByName)},{' '}
        <Time at={request.requestedAt} />
      </p>
      {!request.mayDecide && <p className={styles.own}>{words.own}</p>}
    </div>
  );
}
