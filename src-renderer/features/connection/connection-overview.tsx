import { useEffect, useState } from 'react';
import type { ConnectionView } from '#shared/contract/connection.contract.ts';
import type { CallError } from '#shared/result.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ErrorState } from '../../ui/state-message.tsx';
import { placeOf } from '../setup/place-in-words.ts';
import { useSetupStore } from '../setup/setup.store.ts';
import { type Fact, Facts, factsOf } from './certificate-facts.tsx';
import { Fingerprint } from './fingerprint.tsx';
import styles from './server-dialog.module.css';

interface ConnectionOverviewProps {
  supervisor: boolean;
  onConnect: () => void;
  onDisconnect: () => void;
}

/** The connection as it is: the server and its certificate, or the folder of this desk's own store. */
export function ConnectionOverview(props: ConnectionOverviewProps) {
  const { supervisor, onConnect, onDisconnect } = props;
  const folder = useSetupStore(({ status }) => (status ? placeOf(status) : ''));
  const { view, error } = useConnection();
  if (error) return <ErrorState error={error} />;
  if (view === undefined) return <Spinner label={commonStrings.loading} />;
  const { connection } = view;
  return (
    <>
      {connection ? (
        <>
          <Facts facts={factsOfConnection(connection)} />
          {connection.certificate ? (
            <Fingerprint value={connection.certificate.fingerprint} />
          ) : (
            <p className={styles.words}>{connectionStrings.certificateAway}</p>
          )}
        </>
      ) : (
        <Facts
          facts={[
            { label: connectionStrings.server, value: connectionStrings.local },
            { label: connectionStrings.folder, value: folder },
          ]}
        />
      )}
      {supervisor ? (
        <FormActions>
          <Button autoFocus onPress={onConnect}>
            {connection ? connectionStrings.connectElsewhere : connectionStrings.toServer}
          </Button>
          {connection && <Button onPress={onDisconnect}>{connectionStrings.disconnect}</Button>}
        </FormActions>
      ) : (
        <p className={styles.words}>{connectionStrings.supervisorsOnly}</p>
      )}
    </>
  );
}

function factsOfConnection({ address, trust, certificate }: ConnectionView): Fact[] {
  return [
    { label: connectionStrings.server, value: address },
    { label: connectionStrings.trust, value: connectionStrings.trusts[trust] },
    ...(certificate ? factsOf(certificate) : []),
  ];
}

interface Asked {
  readonly view?: { readonly connection: ConnectionView | null };
  readonly error?: CallError;
}

function useConnection(): Asked {
  const [asked, setAsked] = useState<Asked>({});
  useEffect(() => {
    void desk.connection.view({}).then((result) => {
      setAsked(result.ok ? { view: result.value } : { error: result.error });
    });
  }, []);
  return asked;
}
