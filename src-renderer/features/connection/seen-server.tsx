import type { ServerView } from '#shared/contract/connection.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { useAction } from '../../ui/use-action.ts';
import type { SetupStatus } from '../setup/setup.store.ts';
import { type Fact, Facts, factsOf } from './certificate-facts.tsx';
import { Fingerprint } from './fingerprint.tsx';
import styles from './seen-server.module.css';

interface SeenServerProps {
  server: ServerView;
  onConnected: (status: SetupStatus) => void;
  onBack: () => void;
}

/** The words over a server that was looked at. */
export function seenTitle({ address, trust }: ServerView): string {
  if (trust !== 'known_authority') return connectionStrings.compareTitle;
  return connectionStrings.knownTitle(new URL(address).host);
}

/** The words under that title. */
export function seenWords({ trust, certificate }: ServerView): string {
  return trust === 'known_authority'
    ? connectionStrings.knownWords(certificate.issuedBy)
    : connectionStrings.compareWords;
}

/**
 * Who a server is, before anything is sent to it. Where nobody vouches for it, going back is the
 * main button and connecting is not: a fingerprint must be compared, not pressed away.
 */
export function SeenServer({ server, onConnected, onBack }: SeenServerProps) {
  const { address, trust, certificate, fit } = server;
  const { busy, error, run } = useAction(desk.connection.connect);
  const known = trust === 'known_authority';
  const facts: Fact[] = [
    { label: connectionStrings.server, value: address },
    ...factsOf(certificate),
    ...(fit.kind === 'fits'
      ? [{ label: connectionStrings.appVersion, value: fit.appVersion }]
      : []),
  ];
  const connect = async () => {
    const fingerprint = known ? null : certificate.fingerprint;
    const status = await run({ address, fingerprint });
    if (status) onConnected(status);
  };

  return (
    <div className={styles.server}>
      {trust === 'other_name' && (
        <Banner tone="warn" live="off">
          {connectionStrings.compareOtherName}
        </Banner>
      )}
      {!known && <Fingerprint value={certificate.fingerprint} />}
      {!known && <p className={styles.differs}>{connectionStrings.compareDiffers}</p>}
      <Facts facts={facts} />
      {fit.kind === 'other_version' && (
        <Banner tone="danger" live="off">
          {fit.message}
        </Banner>
      )}
      <FormActions error={error}>
        {known && fit.kind === 'fits' && (
          <Button tone="primary" autoFocus busy={busy} onPress={() => void connect()}>
            {connectionStrings.connect}
          </Button>
        )}
        {known || fit.kind !== 'fits' ? (
          <Button onPress={onBack}>{connectionStrings.back}</Button>
        ) : (
          <>
            <Button tone="primary" autoFocus onPress={onBack}>
              {connectionStrings.differs}
            </Button>
            <Button busy={busy} onPress={() => void connect()}>
              {connectionStrings.same}
            </Button>
          </>
        )}
      </FormActions>
    </div>
  );
}
