import { useState } from 'react';
import type { ServerView } from '#shared/contract/connection.contract.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useSession } from '../session/session.store.ts';
import { type SetupStatus, useSetupStore } from '../setup/setup.store.ts';
import { AddressForm } from './address-form.tsx';
import { ConnectionOverview } from './connection-overview.tsx';
import { DisconnectForm } from './disconnect-form.tsx';
import { SeenServer, seenTitle, seenWords } from './seen-server.tsx';
import styles from './server-dialog.module.css';
import { takeUp } from './take-up.ts';

type Step =
  | { readonly kind: 'overview' | 'address' | 'disconnect' }
  | { readonly kind: 'seen'; readonly server: ServerView };

const overview: Step = { kind: 'overview' };

/** Where this desk works, and for supervisors the way elsewhere. */
export function ServerDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [step, setStep] = useState<Step>(overview);
  const [typed, setTyped] = useState('');
  const local = useSetupStore((state) => state.status?.place.kind !== 'team');
  const { role } = useSession();
  const close = () => {
    setStep(overview);
    setTyped('');
    onClose();
  };
  const gone = (words: string) => (status: SetupStatus) => {
    close();
    takeUp(status, words);
  };
  const back = () => setStep(overview);
  return (
    <Dialog open={open} onClose={close} title={titleOf(step)} sticky={step.kind !== 'overview'}>
      {step.kind === 'overview' && (
        <ConnectionOverview
          supervisor={role === 'supervisor'}
          onConnect={() => setStep({ kind: 'address' })}
          onDisconnect={() => setStep({ kind: 'disconnect' })}
        />
      )}
      {step.kind === 'address' && (
        <>
          <p className={styles.words}>
            {local ? connectionStrings.fromHere : connectionStrings.disconnectWords}
          </p>
          <AddressForm
            initial={typed}
            onBack={back}
            onSeen={(server, text) => {
              setTyped(text);
              setStep({ kind: 'seen', server });
            }}
          />
        </>
      )}
      {step.kind === 'seen' && (
        <>
          <p className={styles.words}>{seenWords(step.server)}</p>
          <SeenServer
            server={step.server}
            onBack={() => setStep({ kind: 'address' })}
            onConnected={gone(connectionStrings.connected)}
          />
        </>
      )}
      {step.kind === 'disconnect' && (
        <DisconnectForm onBack={back} onDone={gone(connectionStrings.disconnected)} />
      )}
    </Dialog>
  );
}

function titleOf(step: Step): string {
  if (step.kind === 'seen') return seenTitle(step.server);
  if (step.kind === 'disconnect') return connectionStrings.disconnectTitle;
  return step.kind === 'address' ? connectionStrings.addressTitle : connectionStrings.title;
}
