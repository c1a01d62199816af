import { useState } from 'react';
import type { ServerView } from '#shared/contract/connection.contract.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { ScreenTitle } from '../../ui/form.tsx';
import { AddressForm } from './address-form.tsx';
import styles from './connect-screen.module.css';
import { SeenServer, seenTitle, seenWords } from './seen-server.tsx';
import { takeUp } from './take-up.ts';

/** At the first start, instead of setting a store up here: which server, and who it is. */
export function ConnectScreen({ onBack }: { onBack: () => void }) {
  const [typed, setTyped] = useState('');
  const [server, setServer] = useState<ServerView | null>(null);
  if (server === null)
    return (
      <>
        <ScreenTitle title={connectionStrings.addressTitle}>
          {connectionStrings.addressHelp}
        </ScreenTitle>
        <AddressForm
          initial={typed}
          onBack={onBack}
          onSeen={(seen, text) => {
            setTyped(text);
            setServer(seen);
          }}
        />
      </>
    );
  return (
    <div className={styles.screen}>
      <ScreenTitle title={seenTitle(server)}>{seenWords(server)}</ScreenTitle>
      <SeenServer
        server={server}
        onBack={() => setServer(null)}
        onConnected={(status) => takeUp(status, connectionStrings.connected)}
      />
    </div>
  );
}
